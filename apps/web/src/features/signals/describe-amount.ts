import { formatNumber } from '#lib/format.ts';
import { text } from './texts.ts';

/** 850 m, 12.4 km. */
export function metres(distance: number): string {
  return distance < 1000
    ? text('metres', { metres: formatNumber(Math.round(distance)) })
    : text('kilometres', { kilometres: formatNumber(distance / 1000, { maximumFractionDigits: 1 }) });
}

/** @param speed metres a second */
export function kilometresAnHour(speed: number): string {
  return text('speed', { speed: formatNumber(Math.round(speed * 3.6)) });
}

/** 45 s, 12 min, 3.5 h. */
export function describeTravelTime(seconds: number): string {
  if (seconds < 90) return text('seconds', { seconds: formatNumber(seconds) });
  if (seconds < 5400) return text('minutes', { minutes: formatNumber(Math.round(seconds / 60)) });
  return text('hours', { hours: formatNumber(seconds / 3600, { maximumFractionDigits: 1 }) });
}
