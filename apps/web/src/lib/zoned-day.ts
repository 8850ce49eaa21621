import { z } from 'zod';

/** A calendar day as `YYYY-MM-DD`. */
export type Day = string;

/** Whether the text is a day that the calendar has. */
export function isDay(text: string): boolean {
  return z.iso.date().safeParse(text).success;
}

/** The calendar day of an instant (ms) in an IANA zone. */
export function dayOf(instant: number, zone: string): Day {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 10);
}

/** The day so many days later; earlier when negative. */
export function addDays(day: Day, days: number): Day {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** First instant (ms) of a day in a zone; where midnight is skipped, the first that exists. */
export function startOfDay(day: Day, zone: string): number {
  return instantOf(`${day}T00:00`, zone);
}

/** Instant (ms) of a wall-clock time `YYYY-MM-DDTHH:MM` in a zone; of two the earlier, of none the one after the gap. */
export function instantOf(wallTime: string, zone: string): number {
  const wall = Date.parse(`${wallTime}:00Z`);
  const candidates = [wall - 86_400_000, wall + 86_400_000].map((near) => wall - offsetAt(near, zone));
  const exact = candidates.filter((instant) => instant + offsetAt(instant, zone) === wall);
  return exact.length > 0 ? Math.min(...exact) : Math.max(...candidates);
}

/** Wall-clock time `YYYY-MM-DDTHH:MM` of an instant (ms) in a zone, as `datetime-local` wants it. */
export function wallTimeOf(instant: number, zone: string): string {
  return new Date(instant + offsetAt(instant, zone)).toISOString().slice(0, 16);
}

/** Milliseconds that the zone's wall clock is ahead of UTC. */
function offsetAt(instant: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(instant);
  const at = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const wall = Date.UTC(at('year'), at('month') - 1, at('day'), at('hour'), at('minute'), at('second'));
  return wall - Math.floor(instant / 1000) * 1000;
}
