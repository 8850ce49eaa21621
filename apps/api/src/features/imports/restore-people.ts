import type { Tx } from '#db.ts';
import { countStreams, findClasses, findInvited, findPeople } from './load-students.ts';
import type { PersonValues } from './subject-values.ts';
import { updatePeople } from './write-subjects.ts';

type Wanted = { id: string; values: PersonValues };

/**
 * Makes people what they were before, as far as nobody else has their number, their e-mail or their place since.
 * @returns the ids of those for whom that is not so
 */
export async function restorePeople(
  tx: Tx,
  schoolId: string,
  wanted: readonly Wanted[],
  now: ReadonlyMap<string, PersonValues>,
): Promise<Set<string>> {
  if (wanted.length === 0) return new Set();
  const taken = await findTaken(tx, schoolId, wanted);
  await tx.$queryRaw`SELECT FROM streams WHERE school_id = ${schoolId}::uuid ORDER BY id FOR UPDATE`;
  const classes = await findClasses(tx, schoolId);
  const classIds = new Set([...classes.values()].map(({ id }) => id));
  const capacity = new Map(
    [...classes.values()].flatMap(({ streams }) => [...streams.values()].map((one) => [one.id, one.capacity] as const)),
  );
  const inside = await countStreams(tx, schoolId);
  const refused = new Set<string>();
  for (const { id, values } of wanted) {
    const { class_id: classId, stream_id: streamId } = values;
    const from = now.get(id)?.stream_id ?? null;
    const isFull =
      streamId !== null && streamId !== from && (inside.get(streamId) ?? 0) >= (capacity.get(streamId) ?? 0);
    if (taken.has(id) || isFull || (classId !== null && !classIds.has(classId))) {
      refused.add(id);
      continue;
    }
    if (streamId !== from && from !== null) inside.set(from, (inside.get(from) ?? 1) - 1);
    if (streamId !== from && streamId !== null) inside.set(streamId, (inside.get(streamId) ?? 0) + 1);
  }
  await updatePeople(
    tx,
    schoolId,
    wanted.filter(({ id }) => !refused.has(id)),
  );
  return refused;
}

async function findTaken(tx: Tx, schoolId: string, wanted: readonly Wanted[]): Promise<Set<string>> {
  const numbers = wanted.flatMap(({ values }) => values.admission_number ?? []);
  const emails = wanted.flatMap(({ values }) => values.email ?? []);
  const holders = await findPeople(tx, schoolId, numbers, emails);
  const byNumber = new Map(
    holders.flatMap((one) => (one.school_id === schoolId ? [[one.admission_number, one.id] as const] : [])),
  );
  const byEmail = new Map(holders.map((one) => [one.email, one.id]));
  const invited = await findInvited(tx, emails, new Date());
  return new Set(
    wanted.flatMap(({ id, values: { admission_number, email } }) => {
      const isNumberGone = admission_number !== null && (byNumber.get(admission_number) ?? id) !== id;
      const isEmailGone =
        email !== null && ((byEmail.get(email) ?? id) !== id || (!byEmail.has(email) && invited.has(email)));
      return isNumberGone || isEmailGone ? [id] : [];
    }),
  );
}
