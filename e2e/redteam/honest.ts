import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import { must } from './arena.ts';
import type { FaceWorld } from './face-world.ts';
import type { Camera, Shot } from './faces.ts';
import { enrol } from './phone.ts';
import { prepare, submitRaw } from './prepared.ts';
import type { Stage } from './stage.ts';
import { asShare, intervalOf } from './statistics.ts';
import { freshFrames, type Student } from './student.ts';
import { read } from './wire.ts';

type Ending = 'present' | 'flagged' | 'sent to review' | 'refused';

/**
 * People who do nothing wrong. The four women mark with other photographs than they are enrolled with; the strangers
 * have one portrait each, so theirs are other moments of the same photograph.
 * @returns false when an honest person met a dead end or hardly anybody is marked present
 */
export async function runHonest(stage: Stage, world: FaceWorld, camera: Camera): Promise<boolean> {
  const women = (await Promise.all(world.women.map((woman) => markAsWoman(stage, world, camera, woman)))).flat();
  const classmates = await markClassmates(stage, world);
  console.log('\nHonest marks, share with 95 % interval');
  print('another photograph than enrolled (four women)', women);
  print('another moment of the enrolled photograph', classmates);
  // The card promises 1.4 % refusals on large sets; fewer people can only show that it is not far from that.
  return isBelow(0.05, women) && isBelow(0.05, classmates);
}

/** Enrolled with each of her photographs in turn, marked with all the others. */
async function markAsWoman(
  { arena, isQuick, times }: Stage,
  { largeCourse }: FaceWorld,
  camera: Camera,
  { photographs }: FaceWorld['women'][number],
): Promise<Ending[]> {
  const films: Shot[][] = [];
  for (const photograph of photographs.slice(0, times(3, photographs.length))) {
    const shots = await camera.film(photograph, 5 + 8);
    // Where the worker finds no face the app would not let her go on.
    if (shots.length >= 5 + 5) films.push(shots);
  }
  const [first = []] = films;
  const face = { shots: first.slice(0, 5), pool: first.slice(5) };
  const student = await arena.addStudent({ face, courses: [largeCourse], faceIs: 'none' });
  const endings: Ending[] = [];
  for (const [enrolled, shots] of films.slice(0, times(1, films.length)).entries()) {
    await must(
      enrol(
        student.visitor,
        student.phone,
        shots.slice(0, 5).map(({ descriptor }) => descriptor),
      ),
    );
    await arena.teacher.call(confirmFaceTemplate, { params: { id: student.id } });
    student.seen = [];
    for (const [marked, pool] of films.entries()) {
      if (marked === enrolled) continue;
      student.face = { shots, pool: pool.slice(5) };
      endings.push(await markOnce(arena, student, await arena.openSession(largeCourse)));
      if (!isQuick) endings.push(await markOnce(arena, student, await arena.openSession(largeCourse)));
    }
  }
  return endings;
}

async function markClassmates({ arena, times }: Stage, world: FaceWorld): Promise<Ending[]> {
  const endings: Ending[] = [];
  for (let round = 0; round < times(1, 3); round += 1) {
    for (const [courseId, people] of [
      [world.largeCourse, world.large],
      [world.smallCourse, world.small],
    ] as const) {
      const sessionId = await arena.openSession(courseId);
      for (const student of people) endings.push(await markOnce(arena, student, sessionId));
    }
  }
  return endings;
}

async function markOnce(arena: Stage['arena'], student: Student, sessionId: string): Promise<Ending> {
  const frames = freshFrames(student, arena.random);
  const prepared = await prepare(arena, student, sessionId, { frames });
  const answer = await submitRaw(student, frames, prepared.signed);
  const { success, state, next } = read(answer);
  if (success === true) {
    if (state === 'pending') return 'sent to review';
    return (await arena.judge(student, sessionId, answer)) === 'accepted' ? 'present' : 'flagged';
  }
  if (typeof next !== 'string' || next === 'none') throw new Error(`an honest student was left alone: ${answer.text}`);
  return 'refused';
}

/** False where even the lower end of the interval lies above the limit. */
const isBelow = (limit: number, endings: readonly Ending[]) =>
  intervalOf(count(endings, 'refused'), endings.length).least <= limit;

const count = (endings: readonly Ending[], wanted: Ending) => endings.filter((ending) => ending === wanted).length;

function print(who: string, endings: readonly Ending[]): void {
  const kinds: Ending[] = ['present', 'flagged', 'sent to review', 'refused'];
  console.log(`  ${who}, n = ${endings.length}`);
  for (const kind of kinds) console.log(`    ${kind.padEnd(15)} ${asShare(count(endings, kind), endings.length)}`);
}
