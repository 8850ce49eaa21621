/** Why the product cannot start, in one line a person can act on. `main.ts` prints it without a stack and exits 1. */
export class StartError extends Error {
  override readonly name = 'StartError';
}

/** Node's error code ('ENOSPC', 'EACCES', …) or SQLSTATE ('3D000', …), or null where there is none. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
