type Begun = {
  startsAt: Date;
  /** Where the session was opened early, which moves `startsAt`; else null. */
  plannedStartsAt: Date | null;
  /** When staff opened it first; null before. */
  openedAt: Date | null;
  createdAt: Date;
  /** Minutes after the beginning in which nobody is late; set on the course. */
  graceMin: number;
};

/**
 * Whether a mark is late: made more than the grace after the beginning. Of a session that was planned ahead and opened
 * late that is the opening, as nobody could mark before; of one that was opened early it stays the planned start; one
 * that was put down when it had begun says itself when.
 * @param at when the mark was made, which is earlier than when it came in for one without network
 */
export function decideLate(session: Begun, at: Date): 'present' | 'late' {
  const { openedAt, createdAt, graceMin } = session;
  const planned = session.plannedStartsAt ?? session.startsAt;
  const isOpenedLate = openedAt !== null && openedAt > planned && createdAt <= planned;
  const began = isOpenedLate ? openedAt : planned;
  return at.getTime() > began.getTime() + graceMin * 60_000 ? 'late' : 'present';
}
