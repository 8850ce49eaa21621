import { faceModelCard } from '@hadir/api/src/features/enrolment/face-model-card.ts';
import { makeRandom } from '#e2e/random.ts';
import { averageFaces, measureDistances, type Shot } from './faces.ts';
import { addOutcome, decide, type Enrolled, facesOf, noOutcomes, type Outcomes } from './rosters.ts';
import { shuffle } from './shuffle.ts';

export type KeyFigures = {
  /** Faces averaged into the key. */
  faces: number;
  /** Share of the keys within the threshold by distance alone, and what the server decides of them in a roster. */
  within: { first: number; fused: number };
  outcomes: Outcomes;
};

const SIZES = [1, 2, 3, 5, 10, 20, 40];
const TRIALS = 1000;
const ROSTER = 30;

/** Averages of strangers' faces against one enrolled person each: a key made without a camera. */
export function measureKeys(
  people: readonly (readonly Shot[])[],
  enrolled: readonly Enrolled[],
  seed: number,
): KeyFigures[] {
  const random = makeRandom(seed);
  return SIZES.filter((size) => size < people.length - 1).map((faces) => {
    const figures: KeyFigures = { faces, within: { first: 0, fused: 0 }, outcomes: noOutcomes() };
    for (let trial = 0; trial < TRIALS; trial += 1) {
      const roster = shuffle(enrolled, random).slice(0, ROSTER);
      const [claimed, ...others] = roster;
      if (!claimed) break;
      const strangers = shuffle(people, random).filter(([shot]) => shot && shot.person !== claimed.person);
      const key = averageFaces(strangers.slice(0, faces).flatMap(([shot]) => (shot ? [shot] : [])));
      const { first, fused } = measureDistances(key, claimed.template);
      if (first <= faceModelCard.threshold) figures.within.first += 1 / TRIALS;
      if (fused <= faceModelCard.threshold) figures.within.fused += 1 / TRIALS;
      addOutcome(figures.outcomes, decide(key, facesOf(claimed, others)));
    }
    return figures;
  });
}
