import { Temporal } from 'temporal-polyfill';

/** `YYYY-MM-DD`. */
export type CalendarDay = string;

const dayMs = 86_400_000;

/** A day as a column of dates holds it: midnight in UTC. */
export function toColumn(day: CalendarDay): Date {
  return new Date(`${day}T00:00:00.000Z`);
}

export function fromColumn(column: Date): CalendarDay {
  return column.toISOString().slice(0, 10);
}

/** So many days later; earlier when negative. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  return fromColumn(new Date(toColumn(day).getTime() + days * dayMs));
}

/** The day of an instant in an IANA zone. */
export function dayAt(at: Date, zone: string): CalendarDay {
  return Temporal.Instant.fromEpochMilliseconds(at.getTime()).toZonedDateTimeISO(zone).toPlainDate().toString();
}

/** First instant of today and of tomorrow in an IANA zone; where the clock jumps over midnight, the one after. */
export function dayInZone(now: Date, zone: string): { from: Date; to: Date } {
  const today = dayAt(now, zone);
  return { from: instantAt(today, '00:00', zone), to: instantAt(addDays(today, 1), '00:00', zone) };
}

/**
 * When a wall clock of the zone shows day and time (`HH:MM`). A time that the clock jumps over is as much later as the
 * jump is long; of one that it shows twice the first counts.
 */
export function instantAt(day: CalendarDay, time: string, zone: string): Date {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}
