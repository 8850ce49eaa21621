import { listAuditEntries } from '@hadir/contract/audit.ts';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { type AuditFilters, toAuditQuery } from './audit-filters.ts';

const firstPage: string | null = null;

/** The log, newest first, fifty a page. Days of the filters are the zone's. */
export function auditQuery(filters: AuditFilters, zone: string) {
  return infiniteQueryOptions({
    queryKey: ['audit', filters, zone],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listAuditEntries, {
        query: { ...toAuditQuery(filters, zone), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}
