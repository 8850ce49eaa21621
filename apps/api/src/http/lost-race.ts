import { Prisma } from '#generated/prisma/client.ts';

// A row that went away between reading and writing, a reference to one, a deadlock or write conflict.
const codes = ['P2025', 'P2003', 'P2034'];

/** Whether a write failed because somebody else was quicker; nothing of it was kept. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && codes.includes(error.code);
}
