import { Prisma } from '#generated/prisma/client.ts';

/** Whether a write failed because a unique key has the value already. */
export function isTaken(error: unknown): boolean {
  return error instanceof Prisma.PrismaClientKnownRequestError && error.code === 'P2002';
}
