import { Me } from '@hadir/contract/sign-in.ts';
import { withPhoneDb } from './phone-db.ts';
import { seal, unseal } from './seal.ts';

/** Remembers who is signed in, for when the server cannot be asked. */
export async function keepOwner(me: Me): Promise<void> {
  const row = await seal({ store: 'owner', id: 'owner', personId: me.id }, me);
  await withPhoneDb((db) => db.put('owner', row));
}

/** Who was signed in when the server was last heard; null for nobody, and where the browser keeps nothing. */
export async function findOwner(): Promise<Me | null> {
  const row = await withPhoneDb((db) => db.get('owner', 'owner')).catch(() => undefined);
  return row ? (Me.safeParse(await unseal('owner', row)).data ?? null) : null;
}

/** Rejects where the browser keeps nothing. */
export async function findOwnerId(): Promise<string | null> {
  return (await withPhoneDb((db) => db.get('owner', 'owner')))?.personId ?? null;
}

/** Whoever signs out leaves no ticket and no name behind; kept marks and keys stay. */
export async function forgetOwner(): Promise<void> {
  await withPhoneDb(async (db) => {
    const change = db.transaction(['owner', 'tickets'], 'readwrite');
    await Promise.all([change.objectStore('owner').clear(), change.objectStore('tickets').clear(), change.done]);
  });
}
