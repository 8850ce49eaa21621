import { auditActions, type KnownAction } from '@hadir/contract/audit.ts';
import { addDays, isDay, startOfDay } from '#lib/zoned-day.ts';

/** The filters of the log as they stand in the address; days are the school's. */
export type AuditFilters = {
  readonly action?: KnownAction | undefined;
  /** Who looked at what is left out until it is asked for. */
  readonly views?: 'shown' | undefined;
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
    views: search.get('views') === 'shown' ? 'shown' : undefined,
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

/** How many filters somebody has set; seeing the views, too, narrows nothing. */
export function countAuditFilters({ views: _, ...narrowing }: AuditFilters): number {
  return Object.values(narrowing).filter((value) => value !== undefined).length;
}

/** What the API is asked: both days whole, in the school's zone. */
export function toAuditQuery(filters: AuditFilters, zone: string) {
  const { from, to, views, ...rest } = filters;
  return {
    ...rest,
    // Somebody who asks for one kind of view by name wants to see it.
    ...(views === undefined && rest.action === undefined && { kind: 'changes' as const }),
    ...(from !== undefined && { from: new Date(startOfDay(from, zone)).toISOString() }),
    ...(to !== undefined && { to: new Date(startOfDay(addDays(to, 1), zone)).toISOString() }),
  };
}
