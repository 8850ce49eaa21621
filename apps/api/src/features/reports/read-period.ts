import type { Period } from '@hadir/contract/reports.ts';
import { Temporal } from 'temporal-polyfill';
import { AppError } from '#http/errors.ts';

const widestDays = 400;
const usualDays = 30;

/** What a report speaks of, as instants for the database. */
export type Interval = { fromOn: string; toOn: string; from: Date; to: Date; zone: string };

/**
 * Whole days of the school's zone, both counted: the last thirty where none are given.
 * @throws AppError invalid_request for days that end before they begin, or more than 400
 */
export function readPeriod(
  asked: { from_on?: string | undefined; to_on?: string | undefined },
  zone: string,
  now: Date,
): Interval {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  const asGiven = asked.to_on === undefined ? null : Temporal.PlainDate.from(asked.to_on);
  const first = asked.from_on === undefined ? null : Temporal.PlainDate.from(asked.from_on);
  const last = asGiven ?? (first && Temporal.PlainDate.compare(first, today) > 0 ? first : today);
  const begin = first ?? last.subtract({ days: usualDays - 1 });
  const days = begin.until(last).days + 1;
  if (days < 1 || days > widestDays) {
    throw new AppError('invalid_request', 'Those days are not usable.', {
      fields: [{ path: 'to_on', message: `must be from_on or up to ${widestDays - 1} days later` }],
    });
  }
  return {
    fromOn: begin.toString(),
    toOn: last.toString(),
    from: startOf(begin, zone),
    to: startOf(last.add({ days: 1 }), zone),
    zone,
  };
}

function startOf(day: Temporal.PlainDate, zone: string): Date {
  return new Date(day.toZonedDateTime(zone).epochMilliseconds);
}

export function periodOnWire({ fromOn, toOn, from, to, zone }: Interval): Period {
  return { from_on: fromOn, to_on: toOn, from: from.toISOString(), to: to.toISOString(), time_zone: zone };
}
