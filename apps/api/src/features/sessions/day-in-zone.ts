/** First instant of today and of tomorrow in an IANA zone. */
export function dayInZone(now: Date, zone: string): { from: Date; to: Date } {
  const { year, month, day } = wallClock(now, zone);
  return { from: midnight(year, month, day, zone), to: midnight(year, month, day + 1, zone) };
}

function midnight(year: number, month: number, day: number, zone: string): Date {
  const wanted = Date.UTC(year, month - 1, day);
  // The zone's offset at the answer is known only once the answer is: the second round is right.
  let at = wanted;
  for (let round = 0; round < 2; round += 1) at = wanted - offsetMs(new Date(at), zone);
  return new Date(at);
}

function offsetMs(at: Date, zone: string): number {
  const { year, month, day, hour, minute, second } = wallClock(at, zone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

function wallClock(at: Date, zone: string) {
  const parts = new Intl.DateTimeFormat('en-u-ca-iso8601', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => Number(parts.find((found) => found.type === type)?.value);
  return {
    year: part('year'),
    month: part('month'),
    day: part('day'),
    hour: part('hour'),
    minute: part('minute'),
    second: part('second'),
  };
}
