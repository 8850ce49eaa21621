import type { Destruction } from '@hadir/contract/destruction.ts';
import type { Tx } from '#db.ts';
import { notFound } from '#http/errors.ts';
import type { SignedIn } from '#http/sign-in.ts';

/**
 * A school as somebody sees it who may destroy it: an admin the own one, a super admin any but the office of super
 * admins itself, with what was asked for.
 * @throws AppError not_found
 */
export async function getDestruction(tx: Tx, reader: SignedIn, id: string) {
  if (reader.role !== 'super_admin' && id !== reader.schoolId) throw notFound();
  const school = await tx.school.findFirst({
    where: { id, isOffice: false },
    select: { id: true, name: true, stoppedAt: true, destruction: true },
  });
  if (!school) throw notFound();
  return school;
}

/** The same on the wire. */
export async function showDestruction(tx: Tx, reader: SignedIn, id: string): Promise<Destruction> {
  const { name, destruction } = await getDestruction(tx, reader, id);
  const school = { id, name };
  if (!destruction) return { school, request: null };
  const people = await tx.person.findMany({
    where: {
      id: { in: [destruction.requestedById, ...(destruction.confirmedById ? [destruction.confirmedById] : [])] },
    },
    select: { id: true, name: true },
  });
  const nameOf = (person: string | null) => people.find((one) => one.id === person)?.name ?? null;
  return {
    school,
    request: {
      requested_at: destruction.requestedAt.toISOString(),
      requested_by: nameOf(destruction.requestedById),
      is_own: destruction.requestedById === reader.id,
      reason: destruction.reason,
      due_at: destruction.dueAt.toISOString(),
      confirmed_by: nameOf(destruction.confirmedById),
    },
  };
}
