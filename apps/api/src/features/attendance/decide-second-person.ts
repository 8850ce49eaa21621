/** More rows than this at once, or a session older than this, are not one person's to change. */
export const secondPerson = { rows: 20, days: 7 } as const;

/**
 * Whether a second person has to agree to corrections. A session is as old as its beginning: opening it again does not
 * make it younger.
 */
export function needsSecondPerson(session: { startsAt: Date }, rows: number, now: Date): boolean {
  return rows > secondPerson.rows || now.getTime() - session.startsAt.getTime() > secondPerson.days * 86_400_000;
}
