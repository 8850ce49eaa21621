/**
 * A stated model of how wrong phones are about where they are, for students who sit inside the geofence. Which
 * measurements it rests on: docs/decisions/0016-positions-that-drift.md
 */

/** Uniform in [0, 1), the same for the same seed (mulberry32). */
export type Random = () => number;

/** Metres east and north of the middle of the geofence, and the accuracy the phone claims. */
export type DriftedFix = { east: number; north: number; accuracy: number };

/** Standard deviation of one axis, metres, from the median of a circular error: that is 1.1774 of them. */
const axisOf = (median: number) => median / 1.1774;

/** How a phone finds itself. `medianM`: of the circular error, published; `share`: our assumption for classrooms. */
const sources = {
  satellite: { share: 0.4, medianM: 8, stays: 0.5 },
  wifi: { share: 0.52, medianM: 74, stays: 0.9 },
  cell: { share: 0.08, medianM: 600, stays: 0.95 },
} as const;
type Source = keyof typeof sources;

/** Of the satellites' fixes, so many are reflected by a building; metres the reflection adds on average and at most. */
const reflected = 0.15;
const reflectionM = { mean: 60, most: 400 };
/** Of the phones, so many claim a third of the accuracy that would be true. */
const optimistic = 0.15;
/** Between two tries so many students go to a window or into the open, where satellites are seen. */
const movesToWindow = 0.3;

/** A phone in the hand of one honest student in one class. */
export type DriftingPhone = {
  /** The fixes of the next try. */
  fixes(): DriftedFix[];
  source: Source;
};

/** @param reach metres from the middle within which the student sits */
export function openDriftingPhone(random: Random, reach: number): DriftingPhone {
  const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const angle = random() * 2 * Math.PI;
  const away = reach * Math.sqrt(random());
  const seat = { east: away * Math.cos(angle), north: away * Math.sin(angle) };
  const isOptimistic = random() < optimistic;
  // Android claims a radius of 68 %, the standard for browsers one of 95 %: phones do either.
  const claimed = random() < 0.5 ? 1.51 : 2.45;
  let source = draw(random);
  // What lasts: how well the surroundings are surveyed, and the shift they give every fix.
  let scale = scaleOf(source);
  let shift = shiftBy(scale);
  let tries = 0;

  function scaleOf(of: Source): number {
    return axisOf(sources[of].medianM) * Math.exp(0.3 * normal());
  }
  function shiftBy(metres: number) {
    return { east: metres * normal(), north: metres * normal() };
  }
  function settle(next: Source) {
    source = next;
    scale = scaleOf(next);
    shift = shiftBy(scale);
  }

  return {
    get source() {
      return source;
    },
    fixes() {
      if (tries > 0 && source !== 'satellite' && random() < movesToWindow) settle('satellite');
      else if (tries > 0 && random() > sources[source].stays) settle(source);
      tries += 1;
      const count = 1 + Math.floor(random() * 5);
      return Array.from({ length: count }, () => {
        const jitter = shiftBy(scale * 0.25);
        const bounce = source === 'satellite' && random() < reflected ? reflection() : { east: 0, north: 0 };
        const truth = claimed * scale * Math.exp(0.3 * normal());
        return {
          east: seat.east + shift.east + jitter.east + bounce.east,
          north: seat.north + shift.north + jitter.north + bounce.north,
          accuracy: isOptimistic ? truth / 3 : truth,
        };
      });
    },
  };

  function reflection() {
    const metres = Math.min(reflectionM.most, -reflectionM.mean * Math.log(1 - random()));
    const from = random() * 2 * Math.PI;
    return { east: metres * Math.cos(from), north: metres * Math.sin(from) };
  }
}

function draw(random: Random): Source {
  const at = random();
  if (at < sources.satellite.share) return 'satellite';
  return at < sources.satellite.share + sources.wifi.share ? 'wifi' : 'cell';
}
