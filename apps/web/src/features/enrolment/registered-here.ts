import { canKeep } from './device-id.ts';

const KEY = 'hadir.registered';

/**
 * People whose key this browser has had registered and not forgotten. Beside the keys themselves, in another store: who
 * is named here and has no key there has lost it to the browser.
 */
function read(): string[] {
  const kept = canKeep() ? localStorage.getItem(KEY) : null;
  return kept ? kept.split(' ') : [];
}

export function isRegisteredHere(personId: string): boolean {
  return read().includes(personId);
}

export function noteRegistered(personId: string): void {
  if (canKeep()) localStorage.setItem(KEY, [...new Set([...read(), personId])].join(' '));
}

export function noteForgotten(personId: string): void {
  if (canKeep())
    localStorage.setItem(
      KEY,
      read()
        .filter((id) => id !== personId)
        .join(' '),
    );
}
