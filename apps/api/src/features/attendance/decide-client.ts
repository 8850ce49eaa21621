/** Older web apps than this are asked to update. */
export const minClientVersion = '0.1.0';

/** Is `version` (as the client says it) older than `least`? What cannot be read is not judged. */
export function isOlderClient(version: string | null, least: string = minClientVersion): boolean {
  const given = parse(version ?? '');
  const limit = parse(least);
  if (given === null || limit === null) return false;
  const at = given.findIndex((part, i) => part !== limit[i]);
  return at !== -1 && (given[at] ?? 0) < (limit[at] ?? 0);
}

function parse(version: string): number[] | null {
  const parts = /^(\d{1,6})\.(\d{1,6})\.(\d{1,6})(?:[-+].*)?$/.exec(version);
  return parts ? parts.slice(1).map(Number) : null;
}
