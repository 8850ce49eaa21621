import { findDeviceId, keepDeviceId } from './phone-keys.ts';
import { toHex } from './signing.ts';

const KEY = 'hadir.device-id';

/**
 * The id that this browser keeps, as it travels: SHA-256 in hex. Made on first use; rejects where `canKeep()` is false.
 * Browsers clear their stores one by one, so each brings the other's copy back.
 */
export async function getDeviceHash(): Promise<string> {
  const copy = await findDeviceId().catch(() => null);
  const id = localStorage.getItem(KEY) ?? copy ?? crypto.randomUUID();
  localStorage.setItem(KEY, id);
  // Without the copy the id is as good as it was before there was one.
  if (copy !== id) await keepDeviceId(id).catch(() => undefined);
  return toHex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(id)));
}

/** Whether somebody has marked or enrolled with this browser before. */
export function hasDeviceId(): boolean {
  return canKeep() && localStorage.getItem(KEY) !== null;
}

/** False where the person blocks site data: the mere mention of the storage throws then. */
export function canKeep(): boolean {
  try {
    return Boolean(localStorage);
  } catch {
    return false;
  }
}
