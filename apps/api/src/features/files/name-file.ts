/**
 * A name for a file out of words that people wrote: without what a file system or a header trips over, 120 letters.
 * Letters of every script stay.
 */
export function nameFile(...parts: readonly string[]): string {
  const safe = parts.map((part) =>
    part
      .normalize('NFC')
      .replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')
      .replace(/^-+|-+$/g, ''),
  );
  return Array.from(safe.filter(Boolean).join('_')).slice(0, 120).join('') || 'hadir';
}
