import { Prisma } from '#generated/prisma/client.ts';

/**
 * What the database itself calls the failure of a statement of our own, such as `23505`; null for anything else.
 * Source: PostgreSQL, appendix A, error codes; the client says P2010 for all of them.
 */
export function sqlStateOf(error: unknown): string | null {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError) || error.code !== 'P2010') return null;
  const state = ['driverAdapterError', 'cause', 'originalCode'].reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? Reflect.get(at, name) : null),
    error.meta,
  );
  return typeof state === 'string' ? state : null;
}
