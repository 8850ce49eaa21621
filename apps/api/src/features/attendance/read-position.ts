import { InstantIn, Latitude, Longitude } from '@hadir/contract/field.ts';
import { z } from 'zod';

/** Degrees WGS 84; accuracy is a radius in metres, `at` the phone's clock: null when the phone gave none. */
export type Fix = { lat: number; lng: number; accuracy: number | null; at: Date | null };

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
  const fixes = parsed.data.map(({ lat, lng, accuracy = null, at }) => ({
    lat,
    lng,
    accuracy,
    at: at === undefined ? null : new Date(at),
  }));
  const [top, ...listed] = fixes;
  // The one on top is the best of the list once more, without its time.
  const isRepeated = isTopGiven && top !== undefined && listed.some((fix) => isSameFix(fix, top));
  return chooseBest(isRepeated ? listed : fixes);
}

/** The best accuracy decides; `absent` when there is none to choose from. */
export function chooseBest(all: readonly Fix[]): Extract<PositionClaim, { kind: 'absent' | 'given' }> {
  const [first, ...rest] = all;
  if (first === undefined) return { kind: 'absent' };
  const best = rest.reduce((kept, fix) => (rankOf(fix) < rankOf(kept) ? fix : kept), first);
  return { kind: 'given', best, all };
}

const isSameFix = (a: Fix, b: Fix) => a.lat === b.lat && a.lng === b.lng && a.accuracy === b.accuracy;

/** One that says nothing of its accuracy comes after all that do. */
const rankOf = ({ accuracy }: Fix) => accuracy ?? Number.POSITIVE_INFINITY;
