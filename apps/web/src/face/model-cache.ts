import { FaceError } from './face-error.ts';

/** The service worker's caches of the same names, see `sw.ts`. */
const CACHE = 'models';
const MANIFEST_CACHE = 'model-manifest';
const SCRIPT_CACHE = 'assets';

/**
 * Keeps a checked file for the next visit, also on the first one, when no service worker is in charge yet; an older
 * version of it goes. Does nothing where the browser keeps nothing: the next visit then fetches it again.
 */
export async function keepFile(url: string, file: ArrayBuffer): Promise<void> {
  try {
    const cache = await caches.open(CACHE);
    const kept = await cache.match(url);
    // Where no service worker is in charge the file came past a copy that may be cut short.
    if (kept && (await kept.blob()).size === file.byteLength) return;
    await cache.delete(url, { ignoreSearch: true });
    await cache.put(url, new Response(file, { headers: { 'content-type': 'application/octet-stream' } }));
  } catch {
    // no cache here, or no room in it
  }
}

/** Keeps what the files are to be, so that they can be checked without network. */
export async function keepManifest(url: string, file: ArrayBuffer): Promise<void> {
  try {
    const headers = { 'content-type': 'application/json' };
    await (await caches.open(MANIFEST_CACHE)).put(url, new Response(file, { headers }));
  } catch {
    // no cache here, or no room in it
  }
}

/** The same for a script or wasm file of this build, which is there already and carries a hash in its name. */
export async function keepScript(url: string): Promise<void> {
  if (!new URL(url, location.href).pathname.startsWith('/assets/')) return;
  try {
    const cache = await caches.open(SCRIPT_CACHE);
    if (!(await cache.match(url))) await cache.add(url);
  } catch {
    // no cache here, no room in it, or no network any more
  }
}

/** Drops a kept file that turned out to be spoilt. */
export async function dropFile(url: string): Promise<void> {
  try {
    await (await caches.open(CACHE)).delete(url);
  } catch {
    // no cache here
  }
}

/** Hex SHA-256. @throws FaceError `unsupported` on a page that is not secure */
export async function hashFile(file: ArrayBuffer): Promise<string> {
  if (!globalThis.crypto?.subtle) throw new FaceError('unsupported', 'Only a secure page can check the models.');
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', file));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
