import { AttemptReason } from '@hadir/contract/attempts.ts';
import { addDays, isDay, startOfDay } from '#lib/zoned-day.ts';

/** The filters of the log as they stand in the address; days are the school's. */
export type AttemptFilters = {
  readonly session_id?: string | undefined;
  readonly student_id?: string | undefined;
  readonly success?: 'true' | 'false' | undefined;
  readonly reason?: AttemptReason | undefined;
  readonly device_hash?: string | undefined;
  readonly signal_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Reads the address; what is not understood is left out, never an error. */
export function readFilters(search: URLSearchParams): AttemptFilters {
  const text = (name: string) => search.get(name)?.slice(0, 100) || undefined;
  const day = (name: string) => (isDay(search.get(name) ?? '') ? text(name) : undefined);
  const success = search.get('success');
  const reason = AttemptReason.safeParse(search.get('reason'));
  return {
    session_id: text('session_id'),
    student_id: text('student_id'),
    success: success === 'true' || success === 'false' ? success : undefined,
    reason: reason.success ? reason.data : undefined,
    device_hash: /^[0-9a-f]{64}$/i.exec(search.get('device_hash') ?? '')?.[0],
    signal_id: text('signal_id'),
    from: day('from'),
    to: day('to'),
  };
}

/** The address with one filter set or, by an empty value, lifted. */
export function withFilter(search: URLSearchParams, name: keyof AttemptFilters, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** What the API is asked: both days whole, in the school's zone. `to` is its last millisecond. */
export function toQuery(filters: AttemptFilters, zone: string) {
  const { from, to, ...rest } = filters;
  return {
    ...rest,
    ...(from !== undefined && { from: new Date(startOfDay(from, zone)).toISOString() }),
    ...(to !== undefined && { to: new Date(startOfDay(addDays(to, 1), zone) - 1).toISOString() }),
  };
}
