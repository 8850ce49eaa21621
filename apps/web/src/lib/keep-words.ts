/**
 * On a first visit the words of a language come before a service worker is in charge. Asked for once more, out of the
 * browser's own cache, they pass through it and are there without network.
 */
export async function keepWords(): Promise<void> {
  const scripts = performance.getEntriesByType('resource').map(({ name }) => name);
  const words = scripts.filter((url) => new URL(url).pathname.startsWith('/assets/words-'));
  await Promise.allSettled(words.map((url) => fetch(url)));
}
