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

/**
 * When a wall clock of the zone shows day and time (`HH:MM`). A time that the clock jumps over is as much later as the
 * jump is long; of one that it shows twice the first counts.
 */
export function instantAt(day: CalendarDay, time: string, zone: string): Date {
  const wall = Temporal.PlainDateTime.from(`${day}T${time}`);
  return new Date(wall.toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
}
