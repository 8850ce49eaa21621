import { makeRandom } from '#e2e/random.ts';
import { averageFaces, type Distances, type Face, measureDistances, type Score, type Shot, scores } from './faces.ts';
import { shuffle } from './shuffle.ts';
import { count, makeTally, STEP, sortNear, type Tally } from './tally.ts';

/** How a template is made: of so many pictures of a person. */
export const protocols = [
  { shots: 1, name: 'single shot' },
  { shots: 3, name: 'mean of three' },
  { shots: 5, name: 'mean of five' },
] as const;

/** Templates each picture is held against among the others of the same person, at most. */
const TEMPLATES_PER_PROBE = 10;
/** So many of the nearest comparisons of strangers are kept, about. */
const MOST_KEPT = 400_000;
const SAMPLED = 100_000;

/**
 * Which strangers were compared: everybody's pictures with everybody else's templates, by person (each pair once where
 * templates are pictures themselves), or just listed pairs among so many people.
 */
export type Population =
  | { kind: 'crossed'; probes: number[]; templates: number[]; isSymmetric: boolean }
  | { kind: 'listed'; people: number };

export type Compared = {
  genuine: Record<Score, Tally>;
  impostor: Record<Score, Tally>;
  population: Population;
};

/**
 * Every picture against templates of the same person's other pictures, and of everybody else.
 * @param people pictures by person, as `Shot.person` numbers them
 */
export function compareAll(people: readonly (readonly Shot[])[], shots: number, seed: number): Compared {
  const random = makeRandom(seed);
  const mixed = people.map((own) => shuffle(own, random));
  const templates = mixed.map((own) => (shots > 1 && own.length >= shots ? averageFaces(own.slice(0, shots)) : null));
  const reach = findReach(mixed, shots === 1 ? null : templates, random);
  const genuine = makeTallies({ first: 9, second: 9, fused: 9 });
  const impostor = makeTallies(reach);
  for (const own of mixed) countGenuine(genuine, own, shots);
  if (shots === 1) countPairs(impostor, mixed);
  else countTemplates(impostor, mixed, templates);
  for (const score of scores) {
    sortNear(genuine[score]);
    sortNear(impostor[score]);
  }
  return {
    genuine,
    impostor,
    population: {
      kind: 'crossed',
      probes: mixed.map((own) => own.length),
      templates: shots === 1 ? mixed.map((own) => own.length) : templates.map((template) => (template ? 1 : 0)),
      isSymmetric: shots === 1,
    },
  };
}

function countGenuine(tallies: Record<Score, Tally>, own: readonly Shot[], shots: number): void {
  for (const [at, probe] of own.entries()) {
    const others = [...own.slice(at + 1), ...own.slice(0, at)];
    const usable = shots === 1 ? own.slice(at + 1) : others;
    const most = Math.min(TEMPLATES_PER_PROBE, Math.floor(usable.length / shots));
    for (let turn = 0; turn < most; turn += 1) {
      const template = averageFaces(usable.slice(turn * shots, (turn + 1) * shots));
      countAll(tallies, measureDistances(probe, template), probe.person, probe.person);
    }
  }
}

function countPairs(tallies: Record<Score, Tally>, people: readonly (readonly Shot[])[]): void {
  for (const [at, own] of people.entries()) {
    for (const others of people.slice(at + 1)) {
      for (const a of own) {
        for (const b of others) countAll(tallies, measureDistances(a, b), a.person, b.person);
      }
    }
  }
}

function countTemplates(
  tallies: Record<Score, Tally>,
  people: readonly (readonly Shot[])[],
  templates: readonly (Face | null)[],
): void {
  for (const [owner, template] of templates.entries()) {
    if (!template) continue;
    for (const [person, own] of people.entries()) {
      if (person === owner) continue;
      for (const shot of own) countAll(tallies, measureDistances(shot, template), person, owner);
    }
  }
}

function countAll(tallies: Record<Score, Tally>, distances: Distances, a: number, b: number): void {
  for (const score of scores) count(tallies[score], distances[score], a, b);
}

/** The distance up to which about `MOST_KEPT` comparisons of strangers lie, from a sample. */
function findReach(
  people: readonly (readonly Shot[])[],
  templates: readonly (Face | null)[] | null,
  random: () => number,
): Record<Score, number> {
  const probes = people.flat();
  const sides: { person: number; face: Face }[] = templates
    ? templates.flatMap((face, person) => (face ? [{ person, face }] : []))
    : probes.map((face) => ({ person: face.person, face }));
  const all = (probes.length * sides.length) / (templates ? 1 : 2);
  const sample = makeTallies({ first: -1, second: -1, fused: -1 });
  if (all <= MOST_KEPT || sides.length < 2) return { first: 9, second: 9, fused: 9 };
  for (let turn = 0; turn < SAMPLED; turn += 1) {
    const probe = probes[Math.floor(random() * probes.length)];
    const side = sides[Math.floor(random() * sides.length)];
    if (!probe || !side || probe.person === side.person) continue;
    countAll(sample, measureDistances(probe, side.face), 0, 0);
  }
  const reachOf = (score: Score) => quantile(sample[score], MOST_KEPT / all);
  return { first: reachOf('first'), second: reachOf('second'), fused: reachOf('fused') };
}

function quantile(tally: Tally, share: number): number {
  let within = 0;
  for (const [bin, value] of tally.bins.entries()) {
    within += value;
    if (within >= share * tally.count) return bin * STEP;
  }
  return 9;
}

function makeTallies(reach: Record<Score, number>): Record<Score, Tally> {
  return { first: makeTally(reach.first), second: makeTally(reach.second), fused: makeTally(reach.fused) };
}
