import type { Classmate, FaceWorld } from './face-world.ts';
import type { Camera, Shot } from './faces.ts';
import { picturesByBoth, type SeenByBoth } from './invented-face.ts';
import { prepare, submitRaw } from './prepared.ts';
import type { Attacks, Stage } from './stage.ts';
import { freshFrames, hasFreshFrames, type Student } from './student.ts';
import { type Outcome, type Tally, tally } from './tally.ts';
import { mean, push } from './vectors.ts';
import { read } from './wire.ts';

/** A pause after five failures in a row would answer for the face rule: one less, then an honest mark. */
const failuresBeforePause = 4;
const pauseMs = 31_000;

type Idea = (victim: Classmate, classmates: readonly Classmate[]) => readonly Shot[][];

/** Faces that are not the claimed student's, sent from the student's own phone with everything else in order. */
export function faceAttacks(world: FaceWorld, camera: Camera): Attacks {
  const vectorsOf = (people: readonly Student[]) => people.map((one) => meanOfBoth(one.face.pool.map(seenByBoth)));
  let rows = 0;
  const everybody = [...world.large, ...world.small];
  const strangers = world.strangers.map(seenByBoth);

  return {
    'friend-face': (stage) =>
      attack(stage, world, (victim, classmates) =>
        pick(stage, others(victim, classmates), stage.times(1, 4)).map((friend) => pick(stage, friend.face.pool, 3)),
      ),

    'stranger-face': (stage) =>
      attack(stage, world, () =>
        pick(stage, world.strangers, stage.times(2, 4)).map((stranger) =>
          picturesByBoth(stage.arena.random, seenByBoth(stranger), 3, 0.06),
        ),
      ),

    'skeleton-course': (stage) =>
      attack(stage, world, (victim, classmates) => {
        const vectors = vectorsOf(others(victim, classmates));
        return means(stage, vectors, [vectors.length, 10, 5, 5]).map((vector) => framesAt(stage, vector));
      }),

    'skeleton-school': (stage) =>
      attack(stage, world, (victim) => {
        const vectors = vectorsOf(everybody.filter(({ id }) => id !== victim.id));
        return means(stage, vectors, [vectors.length, 20, 10]).map((vector) => framesAt(stage, vector));
      }),

    'skeleton-strangers': (stage) =>
      attack(stage, world, ({ photograph }) => {
        const alike = world.strangers.filter(({ group }) => group === photograph.group).map(seenByBoth);
        const vectors = [
          ...means(stage, strangers, [strangers.length, 20, 10]),
          ...means(stage, alike, [alike.length, 10, 5]),
        ];
        return vectors.map((vector) => framesAt(stage, vector));
      }),

    'skeleton-noise': (stage) =>
      attack(stage, world, (victim, classmates) => {
        const centres = [meanOfBoth(vectorsOf(others(victim, classmates))), meanOfBoth(strangers)];
        return centres.flatMap((centre) => [0.15, 0.3, 0.36].map((by) => framesAt(stage, pushBoth(stage, centre, by))));
      }),

    'skeleton-guesses': (stage) =>
      attack(stage, world, ({ photograph }) => {
        const alike = world.strangers.filter(({ group }) => group === photograph.group).map(seenByBoth);
        return means(stage, alike, [2, 2, 3, 3]).map((vector) => framesAt(stage, vector));
      }),

    'still-picture': async (stage) => {
      const stills = new Map<string, Shot[]>();
      for (const { id, photograph } of everybody.slice(0, stage.times(8, 20))) {
        stills.set(id, await camera.filmStill(photograph, 3));
      }
      return attack(stage, world, ({ id }) => [stills.get(id) ?? []].filter((frames) => frames.length === 3));
    },

    'still-repeated': (stage) =>
      attack(stage, world, (victim) => {
        const [frame] = freshFrames(victim, stage.arena.random);
        return frame ? [[frame, { ...frame }, { ...frame }]] : [];
      }),

    'still-noise': (stage) =>
      attack(
        stage,
        world,
        (victim) => {
          const [frame] = freshFrames(victim, stage.arena.random, 1);
          return frame ? [picturesByBoth(stage.arena.random, seenByBoth(frame), 3, 0.02)] : [];
        },
        stage.times(3, 10),
      ),

    'photograph-moved': (stage) =>
      attack(stage, world, (victim) => [freshFrames(victim, stage.arena.random)], stage.times(3, 10)),
  };

  /** Every idea on every victim of both courses, several victims at a time. */
  async function attack(stage: Stage, faces: FaceWorld, idea: Idea, most = Number.POSITIVE_INFINITY): Promise<Tally> {
    const courses = [
      { courseId: faces.largeCourse, classmates: faces.large },
      { courseId: faces.smallCourse, classmates: faces.small },
    ];
    const outcomes: Outcome[] = [];
    rows += 1;
    for (const { courseId, classmates } of courses) {
      const share = shareSessions(stage, courseId);
      // Ten marks a minute and person: in a quick run every other one is spared, and one idea each has to do.
      const victims = classmates.filter((_, i) => !stage.isQuick || (i + rows) % 2 === 0);
      const queue = victims.slice(0, most).entries();
      await Promise.all(
        Array.from({ length: 12 }, async () => {
          for (const [i, victim] of queue) {
            if (!(await ensureFresh(stage, camera, victim))) continue;
            const all = idea(victim, classmates);
            const ideas = stage.isQuick ? [...all, ...all].slice(i % all.length, (i % all.length) + 1) : all;
            outcomes.push(...(await tryOn(stage, camera, victim, ideas, share())));
          }
        }),
      );
    }
    return tally(outcomes);
  }
}

/** Sends the ideas one after the other; a session in which one was not refused is over for this victim. */
async function tryOn(
  stage: Stage,
  camera: Camera,
  victim: Classmate,
  ideas: readonly (readonly Shot[])[],
  openSession: () => Promise<string>,
): Promise<Outcome[]> {
  const { arena } = stage;
  const outcomes: Outcome[] = [];
  let sessionId: string | null = null;
  for (const frames of ideas) {
    if (victim.failures >= failuresBeforePause && !(await markHonestly(stage, camera, victim, openSession))) break;
    sessionId ??= await openSession();
    const prepared = await prepare(arena, victim, sessionId, { frames });
    const answer = await submitRaw(victim, frames, prepared.signed);
    if (answer.status === 429) throw new Error(`${victim.name} had to wait: ${read(answer).message}`);
    const outcome = await arena.judge(victim, sessionId, answer);
    if (outcome !== 'refused') sessionId = null;
    outcomes.push(outcome);
  }
  return outcomes;
}

/** Ends the row of failures. An honest face is refused now and then: false where that happened three times. */
async function markHonestly(
  stage: Stage,
  camera: Camera,
  victim: Classmate,
  openSession: () => Promise<string>,
): Promise<boolean> {
  for (let tries = 0; tries < 3; tries += 1) {
    if (!(await ensureFresh(stage, camera, victim))) return false;
    const prepared = await prepare(stage.arena, victim, await openSession());
    const answer = await submitRaw(victim, prepared.frames, prepared.signed);
    if (answer.status === 200) return true;
    if (answer.status === 429) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
  return false;
}

/** Films the victim anew where every picture there is would be a replay by now; false where that does not help. */
async function ensureFresh({ arena }: Stage, camera: Camera, victim: Classmate): Promise<boolean> {
  for (let tries = 0; tries < 4; tries += 1) {
    if (hasFreshFrames(victim, arena.random)) return true;
    const pool = await camera.film(victim.photograph, 10);
    victim.face = { ...victim.face, pool: [...victim.face.pool.slice(-10), ...pool] };
  }
  return false;
}

/** Classes that are opened once and shared by all victims: each takes the next one it has not been in. */
function shareSessions(stage: Stage, courseId: string): () => () => Promise<string> {
  const opened: Promise<string>[] = [];
  return () => {
    let next = 0;
    return () => {
      const session = opened[next] ?? stage.arena.openSession(courseId);
      opened[next] = session;
      next += 1;
      return session;
    };
  };
}

const others = (victim: Classmate, classmates: readonly Classmate[]) => classmates.filter(({ id }) => id !== victim.id);

function pick<T>({ arena }: Stage, from: readonly T[], count: number): T[] {
  const rest = [...from];
  return Array.from({ length: Math.min(count, rest.length) }, () =>
    rest.splice(Math.floor(arena.random() * rest.length), 1),
  ).flat();
}

/** Means of random choices of these sizes. */
const means = (stage: Stage, faces: readonly SeenByBoth[], sizes: readonly number[]) =>
  sizes.map((size) => meanOfBoth(pick(stage, faces, size)));

/** Three frames round a vector, as far apart as those of somebody alive. */
const framesAt = ({ arena }: Stage, face: SeenByBoth) => picturesByBoth(arena.random, face, 3, 0.03);

const seenByBoth = ({ descriptor, second }: Shot): SeenByBoth => ({ first: descriptor, second: second ?? null });

/** Averages by both recognisers of the same people: a skeleton key has to open both. */
function meanOfBoth(faces: readonly SeenByBoth[]): SeenByBoth {
  const seconds = faces.flatMap(({ second }) => (second ? [second] : []));
  return { first: mean(faces.map(({ first }) => first)), second: seconds.length > 0 ? mean(seconds) : null };
}

const pushBoth = ({ arena }: Stage, { first, second }: SeenByBoth, by: number): SeenByBoth => ({
  first: push(arena.random, first, by),
  second: second && push(arena.random, second, by),
});
