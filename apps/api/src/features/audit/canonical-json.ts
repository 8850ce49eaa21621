/** JSON with sorted keys and no spaces, so that equal values are equal bytes. What JSON cannot say is left out. */
export function canonicalJson(value: unknown): string {
  // The first pass turns dates into text and drops what is undefined.
  return JSON.stringify(sorted(JSON.parse(JSON.stringify(value))));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  // Without a prototype: a key of that name would be taken for it.
  const copy: Record<string, unknown> = Object.create(null);
  for (const [key, inner] of Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))) copy[key] = sorted(inner);
  return copy;
}
