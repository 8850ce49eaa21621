/** How long audit rows are kept. */
export const auditYears = 5;

export function yearsBefore(now: Date): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - auditYears);
  return then;
}
