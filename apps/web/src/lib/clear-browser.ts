/**
 * What stays in this browser when somebody signs out: the id of the device, the keys of each person, who has one, and
 * marks that wait to be sent, encrypted. Everything else that the app has stored goes.
 */
const keptTexts = ['hadir.device-id', 'hadir.registered'];
/** The last is the service worker's own, of when it fetched which of the kept files. */
const keptDatabases = ['hadir-keys', 'hadir-outbox', 'workbox-expiration'];
/** Scripts, styles, weights: the same for everybody. */
const keptCaches = /^(workbox-precache-|assets$|screens$|models$|model-manifest$)/;

/** A database that is still in use elsewhere goes when it is closed there; nobody waits longer for it, milliseconds. */
const PATIENCE_MS = 1_000;

/** The last person of this browser; an opaque id, and gone when they sign out. */
const PERSON = 'hadir.person';

/** Never fails: a browser that stores nothing has nothing to clear. @param alsoKept further texts of localStorage */
export async function clearBrowser(alsoKept: readonly string[] = []): Promise<void> {
  const kept = [...keptTexts, ...alsoKept];
  await Promise.allSettled([
    attempt(() => {
      for (const key of Object.keys(localStorage)) if (!kept.includes(key)) localStorage.removeItem(key);
    }),
    attempt(() => sessionStorage.clear()),
    clearDatabases(),
    clearCaches(),
  ]);
}

/** Whether somebody else was signed in here before and did not sign out. From now on it is this person. */
export function isSomebodyElse(personId: string): boolean {
  try {
    const before = localStorage.getItem(PERSON);
    localStorage.setItem(PERSON, personId);
    return before !== null && before !== personId;
  } catch {
    return false;
  }
}

async function attempt(work: () => void): Promise<void> {
  work();
}

async function clearDatabases(): Promise<void> {
  // Older Firefox does not list them; then there are none but those that are kept.
  const databases = (await indexedDB.databases?.()) ?? [];
  const others = databases.flatMap(({ name }) => (name && !keptDatabases.includes(name) ? name : []));
  await Promise.all(others.map(deleteDatabase));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const end of ['success', 'error', 'blocked']) request.addEventListener(end, () => resolve());
    // Behind an earlier deletion that waits, a browser says nothing at all.
    setTimeout(resolve, PATIENCE_MS);
  });
}

async function clearCaches(): Promise<void> {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => !keptCaches.test(name)).map((name) => caches.delete(name)));
}
