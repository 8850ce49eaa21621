import { type Sealed, type SealedStore, withPhoneDb } from './phone-db.ts';

type Seat = { store: SealedStore; id: string; personId: string };

/** The person's own key on this phone, made when first asked for. Its bytes can never be read out. */
async function getPersonKey(personId: string): Promise<CryptoKey> {
  const kept = await findPersonKey(personId);
  if (kept) return kept;
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
  return withPhoneDb(async (db) => {
    const change = db.transaction('keys', 'readwrite');
    // Another tab may have been first.
    const first = await change.store.get(personId);
    if (!first) await change.store.add({ personId, key });
    await change.done;
    return first?.key ?? key;
  });
}

async function findPersonKey(personId: string): Promise<CryptoKey | null> {
  return (await withPhoneDb((db) => db.get('keys', personId)))?.key ?? null;
}

/** What stands beside is sealed with it, so that no row passes for another. */
const aadOf = ({ store, id, personId }: Seat) => new TextEncoder().encode(`hadir/v1/${store}\n${personId}\n${id}`);

/** AES-256-GCM under the person's key. Rejects where the browser keeps nothing. */
export async function seal(seat: Seat, value: unknown): Promise<Sealed> {
  const key = await getPersonKey(seat.personId);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const plain = new TextEncoder().encode(JSON.stringify(value));
  const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: aadOf(seat) }, key, plain);
  return { id: seat.id, personId: seat.personId, iv, sealed };
}

/** Null for what does not open: its key is gone, or it was changed. */
export async function unseal(store: SealedStore, { id, personId, iv, sealed }: Sealed): Promise<unknown> {
  const key = await findPersonKey(personId);
  if (key === null) return null;
  const algorithm = { name: 'AES-GCM', iv, additionalData: aadOf({ store, id, personId }) };
  const plain = await crypto.subtle.decrypt(algorithm, key, sealed).catch(() => null);
  return plain && JSON.parse(new TextDecoder().decode(plain));
}
