import { SignalKind, SignalLevel, SignalState } from '@hadir/contract/signals.ts';
import { addDays, isDay, startOfDay } from '#lib/zoned-day.ts';

/** The filters as they stand in the address; days are the school's. Without a state the open ones are meant. */
export type SignalFilters = {
  readonly kind?: SignalKind | undefined;
  readonly level?: SignalLevel | undefined;
  readonly state: SignalState | 'all';
  readonly person_id?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

/** Reads the address; what is not understood is left out, never an error. */
export function readFilters(search: URLSearchParams): SignalFilters {
  const text = (name: string) => search.get(name)?.slice(0, 100) || undefined;
  const day = (name: string) => (isDay(search.get(name) ?? '') ? text(name) : undefined);
  const state = search.get('state');
  return {
    kind: SignalKind.safeParse(search.get('kind')).data,
    level: SignalLevel.safeParse(search.get('level')).data,
    state: state === 'all' ? state : (SignalState.safeParse(state).data ?? 'open'),
    person_id: text('person_id'),
    from: day('from'),
    to: day('to'),
  };
}

/** The address with one filter set or, by an empty value, lifted. */
export function withFilter(search: URLSearchParams, name: keyof SignalFilters, value: string): URLSearchParams {
  const next = new URLSearchParams(search);
  if (value === '') next.delete(name);
  else next.set(name, value);
  return next;
}

/** What the API is asked: both days whole, in the school's zone. `to` is its last millisecond. */
export function toQuery({ state, from, to, ...rest }: SignalFilters, zone: string) {
  return {
    ...rest,
    ...(state !== 'all' && { state }),
    ...(from !== undefined && { from: new Date(startOfDay(from, zone)).toISOString() }),
    ...(to !== undefined && { to: new Date(startOfDay(addDays(to, 1), zone) - 1).toISOString() }),
  };
}
