import { auditActions, type KnownAction } from '@hadir/contract/audit.ts';
import { addDays, isDay, startOfDay } from '#lib/zoned-day.ts';

/** The filters of the log as they stand in the address; days are the school's. */
export type AuditFilters = {
  readonly action?: KnownAction | undefined;
  readonly actor_id?: string | undefined;
  readonly subject_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Reads the address; what is not understood is left out, never an error. */
export function readAuditFilters(search: URLSearchParams): AuditFilters {
  const text = (name: string) => search.get(name)?.slice(0, 100) || undefined;
  const day = (name: string) => (isDay(search.get(name) ?? '') ? text(name) : undefined);
  return {
    action: auditActions.find((action) => action === search.get('action')),
    actor_id: text('actor_id'),
    subject_id: text('subject_id'),
    from: day('from'),
    to: day('to'),
  };
}

/** The address with one filter set or, by an empty value, lifted. */
export function withAuditFilter(search: URLSearchParams, name: keyof AuditFilters, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** What the API is asked: both days whole, in the school's zone. */
export function toAuditQuery(filters: AuditFilters, zone: string) {
  const { from, to, ...rest } = filters;
  return {
    ...rest,
    ...(from !== undefined && { from: new Date(startOfDay(from, zone)).toISOString() }),
    ...(to !== undefined && { to: new Date(startOfDay(addDays(to, 1), zone)).toISOString() }),
  };
}
