const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Ids are opaque on the wire; one that cannot be ours is unknown and must not reach a query. Ours are in small letters:
 * PostgreSQL reads capitals as the same row, limits and locks would take them for another id.
 */
export function isId(value: unknown): value is string {
  return typeof value === 'string' && uuid.test(value);
}
