import { Gender, NewStudent, type PersonChange, type PersonRecord } from '@hadir/contract/students.ts';
import { z } from 'zod';
import { text } from './details-texts.ts';

const isField = (name: 'name' | 'admission_number' | 'email' | 'born_on') => (value: string) =>
  NewStudent.shape[name].safeParse(value.trim()).success;
const orEmpty = (isGood: (value: string) => boolean) => (value: string) => value.trim() === '' || isGood(value);

/** What the form holds: texts, as the controls give them; empty is none. */
export const StudentForm = z.object({
  name: z.string().refine(isField('name'), { error: () => text('form.needName') }),
  number: z.string().refine(isField('admission_number'), { error: () => text('form.needNumber') }),
  email: z.string().refine(orEmpty(isField('email')), { error: () => text('form.badEmail') }),
  bornOn: z.string().refine(orEmpty(isField('born_on')), { error: () => text('form.badBirthDay') }),
  gender: z.enum(['', ...Gender.options]),
  classId: z.string(),
  streamId: z.string(),
});
export type StudentForm = z.infer<typeof StudentForm>;

/** The same for a student who registered with an e-mail: a number can come later. */
export const KnownStudentForm = StudentForm.extend({
  number: z.string().refine(orEmpty(isField('admission_number')), { error: () => text('form.needNumber') }),
});

export const emptyStudentForm: StudentForm = {
  ...{ name: '', number: '', email: '', bornOn: '', gender: '', classId: '', streamId: '' },
};

/** The form as it stands before anything is typed. */
export function fillStudentForm(person: PersonRecord): StudentForm {
  return {
    name: person.name,
    number: person.admission_number ?? '',
    email: person.email ?? '',
    bornOn: person.born_on ?? '',
    gender: person.gender ?? '',
    classId: person.class?.id ?? '',
    streamId: person.stream?.id ?? '',
  };
}

/** The body for the server, null where nothing was typed. For a form that was accepted. */
export function readStudentForm(form: StudentForm) {
  return {
    name: form.name.trim(),
    email: form.email.trim() || null,
    born_on: form.bornOn || null,
    gender: form.gender || null,
    class_id: form.classId || null,
    stream_id: form.streamId || null,
  };
}

/** What was typed over, so that two who change different things of one student do not undo each other. */
export function readStudentChange(before: StudentForm, form: StudentForm): PersonChange {
  const [old, next] = [before, form].map((given) => ({
    ...readStudentForm(given),
    admission_number: given.number.trim().toUpperCase() || null,
  }));
  return Object.fromEntries(
    Object.entries(next ?? {}).filter(([name, value]) => Reflect.get(old ?? {}, name) !== value),
  );
}
