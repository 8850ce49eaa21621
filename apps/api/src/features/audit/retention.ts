/** How long audit rows are kept at least; a school may keep the details longer, and then all rows stay as long. */
export const auditYears = 5;

export function yearsBefore(now: Date, years = auditYears): Date {
  const then = new Date(now);
  then.setUTCFullYear(then.getUTCFullYear() - years);
  return then;
}
