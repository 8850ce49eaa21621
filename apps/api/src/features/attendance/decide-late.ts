type Begun = {
  startsAt: Date;
  /** When staff opened it first; null before. */
  openedAt: Date | null;
  createdAt: Date;
  /** Minutes after the beginning in which nobody is late; set on the course. */
  graceMin: number;
};

/**
 * Whether a mark is late: made more than the grace after the beginning. Of a session that was planned ahead and opened
 * late that is the opening, as nobody could mark before; one that was put down when it had begun says itself when.
 * @param at when the mark was made, which is earlier than when it came in for one without network
 */
export function decideLate({ startsAt, openedAt, createdAt, graceMin }: Begun, at: Date): 'present' | 'late' {
  const isOpenedLate = openedAt !== null && openedAt > startsAt && createdAt <= startsAt;
  const began = isOpenedLate ? openedAt : startsAt;
  return at.getTime() > began.getTime() + graceMin * 60_000 ? 'late' : 'present';
}
