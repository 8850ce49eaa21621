import type { PersonChange } from '@hadir/contract/students.ts';

type Values = Pick<PersonChange, 'name' | 'admission_number' | 'email' | 'gender' | 'born_on'>;

/** Columns of a person for what is given; a day becomes its midnight in UTC, as the database keeps days. */
export function studentValues({ name, admission_number, email, born_on, gender }: Values) {
  return {
    ...(name !== undefined && { name }),
    ...(admission_number !== undefined && { admissionNumber: admission_number }),
    ...(email !== undefined && { email }),
    ...(born_on !== undefined && { bornOn: born_on === null ? null : new Date(`${born_on}T00:00:00.000Z`) }),
    ...(gender !== undefined && { gender }),
  };
}
