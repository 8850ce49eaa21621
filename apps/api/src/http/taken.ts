import { Prisma } from '#generated/prisma/client.ts';
import { sqlStateOf } from '#http/sql-state.ts';

/** Whether a write failed because a unique key has the value already, by the client or in a statement of our own. */
export function isTaken(error: unknown): boolean {
  if (sqlStateOf(error) === '23505') return true;
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
