import { callRoll } from '@hadir/contract/room-code.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';
import { callOrThrow } from '#lib/api.ts';

/** Marks that wait for the roll call: those without a face first, then by name as they came. */
export function listWaiting(items: readonly RosterItem[]): RosterItem[] {
  const waiting = items.filter(({ record }) => record?.state === 'pending');
  const isCode = ({ record }: RosterItem) => record?.method === 'room_code';
  return [...waiting.filter(isCode), ...waiting.filter((item) => !isCode(item))];
}

export type Called = { here: string[] } | { not_here: string[] };

/** Sends a part of the roll call; the names of those whose mark somebody else has decided meanwhile. */
export async function sendRollCall(
  sessionId: string,
  called: Called,
  items: readonly RosterItem[],
): Promise<{ done: number; late: string[] }> {
  const reply = await callOrThrow(callRoll, { params: { id: sessionId }, body: called });
  const late = reply.items.filter(({ outcome }) => outcome === 'already_decided' || outcome === 'not_found');
  const nameOf = (id: string) => items.find(({ student }) => student.id === id)?.student.name ?? '';
  return {
    done: reply.items.length - late.length,
    late: late.map(({ student_id }) => nameOf(student_id)).filter(Boolean),
  };
}
