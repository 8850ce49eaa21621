import { getSignal, getSignalGraph, listSignals } from '@hadir/contract/signals.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';
import { type SignalFilters, toQuery } from './signal-filters.ts';

export const signalKeys = { all: ['signals'], one: (id: string) => ['signals', 'one', id] } as const;

const firstPage: string | null = null;

/** Signals, newest first, fifty a page. Days of the filters are the zone's. */
export function signalsQuery(filters: SignalFilters, zone: string) {
  return infiniteQueryOptions({
    queryKey: [...signalKeys.all, 'list', filters, zone],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listSignals, {
        query: { ...toQuery(filters, zone), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** Every fetch is written to the audit log: fetched once per visit and after a decision. */
export function signalQuery(id: string) {
  return queryOptions({
    queryKey: signalKeys.one(id),
    queryFn: ({ signal }) => callOrThrow(getSignal, { params: { id }, signal }),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export function graphQuery(personId: string | null) {
  return queryOptions({
    queryKey: [...signalKeys.all, 'graph', personId],
    queryFn: ({ signal }) =>
      callOrThrow(getSignalGraph, { query: personId === null ? {} : { person_id: personId }, signal }),
  });
}
