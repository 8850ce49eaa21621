import { listDeviceKeys } from '@hadir/contract/device-keys.ts';
import { queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { canKeep } from './device-id.ts';
import { findPhoneKey } from './phone-keys.ts';

/**
 * How this phone stands for this person. `missing`: never registered, forgotten, or evicted by the browser.
 * `unsupported`: the browser keeps no keys (private mode, or a page without https).
 * `blocked`: the person lets this site keep nothing.
 */
export type PhoneKeyState = { kind: 'missing' | 'lost' | 'waiting' | 'active' | 'unsupported' | 'blocked' };

/** Looks on this phone first, then asks the server. Rejects with `CallFailed` when that brings no answer. */
export async function getPhoneKeyState(personId: string, signal?: AbortSignal): Promise<PhoneKeyState> {
  if (!canKeep()) return { kind: 'blocked' };
  const kept = await findPhoneKey(personId).catch(() => 'unsupported' as const);
  if (kept === 'unsupported' || !crypto.subtle) return { kind: 'unsupported' };
  if (!kept?.id) return { kind: 'missing' };
  const { items } = await callOrThrow(listDeviceKeys, signal ? { signal } : {});
  const known = items.find((item) => item.id === kept.id);
  if (!known || known.state === 'revoked') return { kind: 'lost' };
  return { kind: known.state === 'pending' ? 'waiting' : 'active' };
}

/** The same, remembered for a minute. */
export const phoneKeyQuery = (personId: string) =>
  queryOptions({
    queryKey: ['phone-key', personId],
    queryFn: ({ signal }) => getPhoneKeyState(personId, signal),
    staleTime: 60_000,
  });
