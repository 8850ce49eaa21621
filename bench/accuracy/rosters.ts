import { matchFace } from '@hadir/api/src/features/attendance/decide-face.ts';
import { faceModelCard } from '@hadir/api/src/features/enrolment/face-model-card.ts';
import type { FacesToCompare, KnownToModel } from '@hadir/api/src/features/enrolment/faces-to-compare.ts';
import { makeRandom } from '#e2e/random.ts';
import { averageFaces, type Face, type Shot } from './faces.ts';
import { shuffle } from './shuffle.ts';

export type Enrolled = { person: number; template: Face /** Pictures that are not in the template. */; held: Shot[] };

export type Outcomes = { count: number; accepted: number; review: number; refused: number };

export type RosterFigures = {
  size: number;
  genuine: Outcomes /** Somebody of the roster who claims to be another. */;
  rival: Outcomes;
};

const SIZES = [30, 100, 300, 1000];
const TRIALS = 1000;
const SHOTS = 5;
const LEAST_SHOTS = 2;

/** Templates of up to five pictures each, one picture at least held back to be shown. */
export function enrolAll(people: readonly (readonly Shot[])[], seed: number): Enrolled[] {
  const random = makeRandom(seed);
  return people.flatMap((own, person) => {
    const mixed = shuffle(own, random);
    const shots = Math.min(SHOTS, mixed.length - 1);
    if (shots < LEAST_SHOTS) return [];
    return [{ person, template: averageFaces(mixed.slice(0, shots)), held: mixed.slice(shots) }];
  });
}

/** What the server decides of one picture each, at its default threshold, in rosters of chance. */
export function measureRosters(enrolled: readonly Enrolled[], seed: number): RosterFigures[] {
  const random = makeRandom(seed);
  const sizes = [...new Set(SIZES.map((size) => Math.min(size, enrolled.length)))];
  return sizes.map((size) => {
    const figures = { size, genuine: noOutcomes(), rival: noOutcomes() };
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const [claimed, ...others] = shuffle(enrolled, random).slice(0, size);
      const [rival] = others;
      const own = pick(claimed?.held ?? [], random);
      const foreign = pick(rival?.held ?? [], random);
      if (!claimed || !own || !foreign) continue;
      const faces = facesOf(claimed, others);
      addOutcome(figures.genuine, decide(own, faces));
      addOutcome(figures.rival, decide(foreign, faces));
    }
    return figures;
  });
}

/** The server's own decision on one picture, without the rules that need several. */
export function decide(probe: Face, faces: FacesToCompare): 'accepted' | 'review' | 'refused' {
  const frames = { first: [probe.first], second: probe.second && [probe.second] };
  const { judged } = matchFace(
    frames,
    faces,
    { threshold: faceModelCard.threshold, wantsSecond: probe.second !== null },
    'plain',
  );
  if (judged.outcome === 'failed') return 'refused';
  return judged.outcome === 'review' ? 'review' : 'accepted';
}

export function facesOf(claimed: Enrolled, others: readonly Enrolled[]): FacesToCompare {
  const centre = others.length >= 2 ? averageFaces(others.map(({ template }) => template)) : null;
  const known = (mean: Float32Array, othersCentre: Float32Array | null): KnownToModel => ({
    own: { mean, shots: [] },
    othersCentre,
    confirmedOthers: others.length,
    earlier: [],
  });
  const { first, second } = claimed.template;
  return {
    first: known(first, centre?.first ?? null),
    second: second && known(second, centre?.second ?? null),
    others: others.map(({ person, template }) => ({
      personId: String(person),
      mean: template.first,
      secondMean: template.second,
    })),
    unconfirmedOthers: [],
    twins: [],
  };
}

export function noOutcomes(): Outcomes {
  return { count: 0, accepted: 0, review: 0, refused: 0 };
}

export function addOutcome(outcomes: Outcomes, outcome: 'accepted' | 'review' | 'refused'): void {
  outcomes.count += 1;
  outcomes[outcome] += 1;
}

export function pick<T>(entries: readonly T[], random: () => number): T | undefined {
  return entries[Math.floor(random() * entries.length)];
}
