import { Prisma } from '#generated/prisma/client.ts';
import { sqlStateOf } from '#http/sql-state.ts';

// A row that went away between reading and writing, a reference to one, a deadlock or write conflict.
const codes = ['P2025', 'P2003', 'P2034'];
// The same as the database says it, for statements of our own.
const states = ['23503', '40001', '40P01'];

/** Whether a write failed because somebody else was quicker; nothing of it was kept. */
export function isLostRace(error: unknown): boolean {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return false;
  return codes.includes(error.code) || states.includes(sqlStateOf(error) ?? '');
}
