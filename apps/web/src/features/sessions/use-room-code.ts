import { useLayoutEffect, useRef, useState } from 'react';
import { observeExpiry, type RoomCodeClock, secondsLeft, unknownClock } from './room-code-clock.ts';

const TICK_MS = 250;

/** Seconds until the room code changes, ticking. */
export function useSecondsLeft(expiresAt: string): number {
  const clock = useRef<RoomCodeClock>(unknownClock);
  const [seconds, setSeconds] = useState(0);

  // Before the screen is painted, or it would show a zero first.
  useLayoutEffect(() => {
    clock.current = observeExpiry(clock.current, Date.parse(expiresAt), Date.now());
    const tick = () => setSeconds(secondsLeft(clock.current, Date.now()));
    tick();
    const timer = setInterval(tick, TICK_MS);
    return () => clearInterval(timer);
  }, [expiresAt]);

  return seconds;
}
