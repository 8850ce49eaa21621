import { listDeviceKeys } from '@hadir/contract/device-keys.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { canKeep } from './device-id.ts';
import { findPhoneKey } from './phone-keys.ts';
import { isRegisteredHere } from './registered-here.ts';

/**
 * How this phone stands for this person. `missing`: never registered. `lost`: forgotten, from here or elsewhere.
 * `evicted`: the browser has cleared the key away and still knows that there was one.
 * `unsupported`: the browser keeps no keys (private mode, or a page without https).
 * `blocked`: the person lets this site keep nothing.
 */
export type PhoneKeyState =
  | { kind: 'missing' | 'evicted' | 'lost' | 'active' | 'unsupported' | 'blocked' }
  | { kind: 'waiting'; id: string; label: string; registeredAt: string };

/** Looks on this phone first, then asks the server. Rejects with `CallFailed` when that brings no answer. */
export async function getPhoneKeyState(personId: string, signal?: AbortSignal): Promise<PhoneKeyState> {
  if (!canKeep()) return { kind: 'blocked' };
  const kept = await findPhoneKey(personId).catch(() => 'unsupported' as const);
  if (kept === 'unsupported' || !crypto.subtle) return { kind: 'unsupported' };
  if (!kept?.id) return { kind: isRegisteredHere(personId) ? 'evicted' : 'missing' };
  const { items } = await callOrThrow(listDeviceKeys, signal ? { signal } : {});
  const known = items.find((item) => item.id === kept.id);
  if (!known || known.state === 'revoked') return { kind: 'lost' };
  if (known.state === 'active') return { kind: 'active' };
  return { kind: 'waiting', id: known.id, label: known.label, registeredAt: known.created_at };
}

/** The phones that the server knows of this student. */
export const ownPhonesQuery = queryOptions({
  queryKey: ['device-keys', 'own'],
  queryFn: ({ signal }) => callOrThrow(listDeviceKeys, { signal }),
});

/** How this phone stands, remembered for a minute; a waiting phone is approved while the student looks at the screen. */
export const phoneKeyQuery = (personId: string) =>
  queryOptions({
    queryKey: ['phone-key', personId],
    queryFn: ({ signal }) => getPhoneKeyState(personId, signal),
    staleTime: 60_000,
    refetchInterval: ({ state }) => (state.data?.kind === 'waiting' ? 10_000 : false),
  });
