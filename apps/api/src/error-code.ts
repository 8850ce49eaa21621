/** Node's error code ('ENOSPC', 'EACCES', …) or SQLSTATE ('3D000', …), or null where there is none. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
