import type { OfflineTicket } from '@hadir/contract/offline.ts';
import type { KeptMark } from './outbox.ts';

type Asked = {
  personId: string;
  /** On the server's clock, milliseconds. */
  now: number;
  /** Ids of classes that stand on the screen already. */
  except: readonly string[];
  /** Of everybody on this phone. */
  marks: readonly Pick<KeptMark, 'personId' | 'sessionId'>[];
};

/** Tickets that this person can still use; a mark of their own has used its ticket. */
export function listComing(
  tickets: readonly OfflineTicket[],
  { personId, now, except, marks }: Asked,
): { coming: OfflineTicket[]; isAnyUsed: boolean } {
  const own = marks.filter((mark) => mark.personId === personId);
  const used = [...except, ...own.map(({ sessionId }) => sessionId)];
  const coming = tickets.filter(({ session }) => Date.parse(session.ends_at) >= now && !used.includes(session.id));
  return { coming, isAnyUsed: used.length > 0 };
}
