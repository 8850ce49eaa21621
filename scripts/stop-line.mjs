/** Something a person can act on; printed as one line on standard error, without a stack. */
export class StopLine extends Error {}

/** @param {unknown} error */
export function printEnd(error) {
  const isForPeople = error instanceof StopLine;
  const text = isForPeople ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

/**
 * @param {unknown} error
 * @param {string} where
 */
export function describeDiskError(error, where) {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code === 'ENOSPC' || code === 'EDQUOT') return `The disk is full: nothing more can be written to ${where}.`;
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return `This account may not write to ${where}.`;
  return `${where} cannot be written (${code || String(error)}).`;
}
