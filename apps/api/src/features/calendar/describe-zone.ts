import { Temporal } from 'temporal-polyfill';

/**
 * A VTIMEZONE of an IANA zone that holds from one instant to another (RFC 5545, 3.6.5): the offset at its beginning
 * and each change after it.
 */
export function describeZone(zone: string, from: Date, to: Date): string {
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).toZonedDateTimeISO(zone);
  const parts = observance({ start: '19700101T000000', before: at.offset, after: at.offset, isSummer: false });
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (!next || next.epochMilliseconds >= to.getTime()) break;
    const before = next.subtract({ nanoseconds: 1 });
    // The moment of the change by the clock that goes until then.
    const wall = next.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
    const start = wall.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
    const isSummer = next.offsetNanoseconds > before.offsetNanoseconds;
    parts.push(...observance({ start, before: before.offset, after: next.offset, isSummer }));
    at = next;
  }
  return ['BEGIN:VTIMEZONE', `TZID:${zone}`, ...parts, 'END:VTIMEZONE'].join('\r\n');
}

function observance(change: { start: string; before: string; after: string; isSummer: boolean }): string[] {
  const kind = change.isSummer ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${kind}`,
    `DTSTART:${change.start}`,
    `TZOFFSETFROM:${change.before.replaceAll(':', '')}`,
    `TZOFFSETTO:${change.after.replaceAll(':', '')}`,
    `END:${kind}`,
  ];
}
