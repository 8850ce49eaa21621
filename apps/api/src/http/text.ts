/** PostgreSQL text holds neither NUL nor half a surrogate pair; such a string must not reach a query. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && text.isWellFormed();
}

/** The same text with what cannot be stored replaced by U+FFFD. */
export function storable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

/**
 * First string in a JSON value, keys included, that PostgreSQL cannot hold.
 * @returns its path joined with dots, or null
 */
export function findUnstorable(value: unknown): string | null {
  const open: { value: unknown; path: string }[] = [{ value, path: '' }];
  for (let next = open.pop(); next; next = open.pop()) {
    if (typeof next.value === 'string') {
      if (!isStorable(next.value)) return next.path;
      continue;
    }
    if (typeof next.value !== 'object' || next.value === null) continue;
    for (const [key, inner] of Object.entries(next.value)) {
      if (!isStorable(key)) return next.path;
      if (typeof inner === 'string' || (typeof inner === 'object' && inner !== null)) {
        open.push({ value: inner, path: next.path ? `${next.path}.${key}` : key });
      }
    }
  }
  return null;
}
