/** What was last learned about the room code; `offset` is server clock minus own clock in ms. */
export type RoomCodeClock = { readonly expiresAt: number | null; readonly offset: number };

export const unknownClock: RoomCodeClock = { expiresAt: null, offset: 0 };

/**
 * Takes in the expiry (ms, server clock) seen at `now` (ms, own clock). A code that follows another one began
 * when that one expired, which tells how far the two clocks are apart to within one poll.
 */
export function observeExpiry(clock: RoomCodeClock, expiresAt: number, now: number): RoomCodeClock {
  if (clock.expiresAt === expiresAt) return clock;
  const follows = clock.expiresAt !== null && expiresAt - clock.expiresAt > 0 && expiresAt - clock.expiresAt <= 30_000;
  return { expiresAt, offset: follows && clock.expiresAt !== null ? clock.expiresAt - now : clock.offset };
}

/** Whole seconds until the code changes, never negative. */
export function secondsLeft(clock: RoomCodeClock, now: number): number {
  return clock.expiresAt === null ? 0 : Math.max(0, Math.ceil((clock.expiresAt - now - clock.offset) / 1000));
}
