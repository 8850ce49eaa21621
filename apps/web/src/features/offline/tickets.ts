import { OfflineTicket } from '@hadir/contract/offline.ts';
import { withPhoneDb } from './phone-db.ts';
import { seal, unseal } from './seal.ts';

/** In the place of the tickets this person had; those of others on this phone go. */
export async function keepTickets(personId: string, tickets: readonly OfflineTicket[]): Promise<void> {
  const rows = await Promise.all(tickets.map((ticket) => seal({ store: 'tickets', id: ticket.id, personId }, ticket)));
  await withPhoneDb(async (db) => {
    const change = db.transaction('tickets', 'readwrite');
    await Promise.all([change.store.clear(), ...rows.map((row) => change.store.put(row)), change.done]);
  });
}

/** Unused tickets of this person on this phone, by the beginning of their class. */
export async function listTickets(personId: string): Promise<OfflineTicket[]> {
  const [rows, used] = await withPhoneDb((db) =>
    Promise.all([db.getAll('tickets'), Promise.all([db.getAllKeys('marks'), db.getAllKeys('judged')])]),
  );
  const spent = new Set(used.flat());
  const own = rows.filter((row) => row.personId === personId && !spent.has(row.id));
  const tickets = await Promise.all(own.map((row) => unseal('tickets', row)));
  return tickets
    .flatMap((ticket) => OfflineTicket.safeParse(ticket).data ?? [])
    .sort((a, b) => a.session.starts_at.localeCompare(b.session.starts_at));
}

/** The ticket for one class session; null without an unused one. */
export async function findTicket(personId: string, sessionId: string): Promise<OfflineTicket | null> {
  return (await listTickets(personId)).find(({ session }) => session.id === sessionId) ?? null;
}
