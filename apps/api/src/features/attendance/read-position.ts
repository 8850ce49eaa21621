import { InstantIn, Latitude, Longitude } from '@hadir/contract/field.ts';
import { z } from 'zod';

/** Degrees WGS 84; accuracy is a radius in metres, null when the phone gave none. */
export type Fix = { lat: number; lng: number; accuracy: number | null };

/** `absent`: no coordinate at all. `malformed`: at least one of those given is none. */
export type PositionClaim =
  | { kind: 'absent' }
  | { kind: 'malformed' }
  | { kind: 'given'; best: Fix; all: readonly Fix[] };

// Our own range checks come first: the distance library takes strings and wraps coordinates.
const Given = z.object({
  lat: Latitude,
  lng: Longitude,
  accuracy: z.number().min(0).optional(),
  at: InstantIn.optional(),
});

/** Reads `lat`, `lng`, `accuracy` and `positions` of a mark; the best accuracy decides. Never throws. */
export function readPosition(body: Record<string, unknown>): PositionClaim {
  const { lat, lng, accuracy, positions = [] } = body;
  if (!Array.isArray(positions) || positions.length > 20) return { kind: 'malformed' };
  const isTopGiven = lat !== undefined || lng !== undefined || accuracy !== undefined;
  const given: unknown[] = isTopGiven ? [{ lat, lng, accuracy }, ...positions] : positions;
  if (given.length === 0) return { kind: 'absent' };
  const parsed = z.array(Given).safeParse(given);
  if (!parsed.success) return { kind: 'malformed' };
  const all = parsed.data.map(({ lat, lng, accuracy = null }) => ({ lat, lng, accuracy }));
  const [first, ...rest] = all;
  if (first === undefined) return { kind: 'absent' };
  const best = rest.reduce((kept, fix) => (rankOf(fix) < rankOf(kept) ? fix : kept), first);
  return { kind: 'given', best, all };
}

/** One that says nothing of its accuracy comes after all that do. */
const rankOf = ({ accuracy }: Fix) => accuracy ?? Number.POSITIVE_INFINITY;
