import { Temporal } from 'temporal-polyfill';

/** `2026-11-20 08:05 +03:00`: the wall clock of the zone, and how far it is ahead of UTC at that moment. */
export function wallTime(at: string | Date, zone: string): string {
  const local = Temporal.Instant.fromEpochMilliseconds(new Date(at).getTime()).toZonedDateTimeISO(zone);
  const text = local.toPlainDateTime().toString({ smallestUnit: 'minute' });
  return `${text.replace('T', ' ')} ${local.offset}`;
}
