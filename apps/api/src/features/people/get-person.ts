import type { PersonRecord } from '@hadir/contract/students.ts';
import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import { isId } from '#http/id.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { showPerson } from './show-person.ts';

/**
 * A person whom this member of staff looks after; anybody else does not exist for them.
 * @throws AppError not_found
 */
export async function getPerson(context: { db: Tx }, reader: SignedIn, id: string): Promise<PersonRecord> {
  const person = isId(id) ? await showPerson(context.db, reader, id) : null;
  if (!person) throw notFound();
  return person;
}
