import { createEnrollments } from '@hadir/contract/courses.ts';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';

type StudentsWanted = { student_ids: string[] } | { emails: string[] } | { class_id: string; stream_id?: string };

type AddOutcome =
  | { kind: 'added'; enrolled: number; already: number }
  /** Nobody was added: no student has registered with these. */
  | { kind: 'unknown'; emails: readonly string[] }
  | { kind: 'not_added'; failure: Failure };

/** Enrols all of them or nobody; the server names those it does not know by their place in the list. */
export async function addStudents(courseId: string, wanted: StudentsWanted): Promise<AddOutcome> {
  const answer = await call(createEnrollments, { params: { id: courseId }, body: wanted });
  if (answer.kind === 'ok') {
    return { kind: 'added', enrolled: answer.value.enrolled, already: answer.value.already_enrolled };
  }
  if (answer.kind === 'refused' && 'emails' in wanted) {
    const emails = answer.fields.flatMap(({ path }) => {
      const index = /^emails\.(\d+)$/.exec(path)?.[1];
      const email = index === undefined ? undefined : wanted.emails[Number(index)];
      return email === undefined ? [] : [email];
    });
    if (emails.length > 0) return { kind: 'unknown', emails };
  }
  return { kind: 'not_added', failure: answer };
}
