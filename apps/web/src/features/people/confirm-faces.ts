import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import type { Person } from '@hadir/contract/people.ts';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';

export type BulkOutcome = {
  readonly confirmed: number;
  readonly failed: readonly { readonly person: Person; readonly failure: Failure }[];
};

/** Confirms the faces one after another; one that fails does not keep back the others. */
export async function confirmFaces(people: readonly Person[]): Promise<BulkOutcome> {
  const failed: { person: Person; failure: Failure }[] = [];
  for (const person of people) {
    const body = { template_id: person.template_id ?? undefined };
    const answer = await call(confirmFaceTemplate, { params: { id: person.id }, body });
    if (answer.kind !== 'ok') failed.push({ person, failure: answer });
  }
  return { confirmed: people.length - failed.length, failed };
}
