import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import type { FaceWorld } from './face-world.ts';
import type { Camera, Shot } from './faces.ts';
import { enrol, secondOf } from './phone.ts';
import type { Photograph } from './photographs.ts';
import { prepare, submitRaw } from './prepared.ts';
import type { Stage } from './stage.ts';
import { asShare, intervalOf } from './statistics.ts';
import { freshFrames, type Student } from './student.ts';
import { distance } from './vectors.ts';
import { read } from './wire.ts';

type Ending = 'present' | 'flagged' | 'sent to review' | 'refused';

/** A face that has failed five times in a row has to wait this long. */
const pauseMs = 31_000;
/** Shots of one enrolment lie no farther apart, or it is refused. */
const apart = 0.48;
const apartBySecond = 1.1;

/**
 * People who do nothing wrong. The four women mark with another photograph than they are enrolled with, once with all
 * the others enrolled and once with a single one; the strangers have one portrait each, so theirs are other moments of it.
 * @returns false where an honest person met a dead end, or clearly more are refused than the accuracy page says
 */
export async function runHonest(stage: Stage, world: FaceWorld, camera: Camera): Promise<boolean> {
  const women = await Promise.all(world.women.map((woman) => markAsWoman(stage, world, camera, woman)));
  const classmates = await markClassmates(stage, world);
  const byOthers = women.flatMap((woman) => woman.byOthers);
  console.log('\nHonest marks, share with 95 % interval');
  print('four women, enrolled with their other photographs', byOthers);
  print(
    'four women, enrolled with one other photograph, which the app’s guided enrolment does better than',
    women.flatMap((woman) => woman.byOne),
  );
  print('classmates, another moment of the enrolled photograph', classmates);
  return isBelow(0.05, byOthers) && isBelow(0.05, classmates);
}

async function markAsWoman(
  { arena, times, isQuick }: Stage,
  { largeCourse }: FaceWorld,
  camera: Camera,
  { photographs }: FaceWorld['women'][number],
): Promise<{ byOthers: Ending[]; byOne: Ending[] }> {
  const used = photographs.slice(0, times(3, photographs.length));
  const student = await arena.addStudent({ face: { shots: [], pool: [] }, courses: [largeCourse], faceIs: 'none' });
  const markWith = async (enrolled: readonly Photograph[], marked: Photograph): Promise<Ending | null> => {
    // Filmed anew every time: pictures that were seen before are refused.
    const shots = await filmTogether(camera, enrolled);
    const pool = await camera.film(marked, 7);
    // Where the worker finds no face the app would not let her go on.
    if (shots.length < 5 || pool.length < 5) return null;
    await enrolPatiently(student, shots);
    await arena.teacher.call(confirmFaceTemplate, { params: { id: student.id } });
    student.seen = [];
    student.face = { shots: [], pool };
    return markOnce(arena, student, await arena.openSession(largeCourse));
  };
  const byOthers: (Ending | null)[] = [];
  const byOne: (Ending | null)[] = [];
  for (const marked of used) {
    const others = used.filter((photograph) => photograph !== marked);
    for (let round = 0; round < times(1, 2); round += 1) byOthers.push(await markWith(others, marked));
    if (isQuick) continue;
    for (const other of others) byOne.push(await markWith([other], marked));
  }
  return { byOthers: byOthers.filter((one) => one !== null), byOne: byOne.filter((one) => one !== null) };
}

/** Ten enrolments a minute and person are taken; nobody needs more but this run. */
async function enrolPatiently({ visitor, phone }: Student, shots: readonly Shot[]): Promise<void> {
  const first = shots.map(({ descriptor }) => descriptor);
  for (let tries = 0; ; tries += 1) {
    const answer = await enrol(visitor, phone, first, { second: secondOf(shots) });
    if (answer.status === 200) return;
    if (answer.status !== 429 || tries === 12) throw new Error(`an enrolment was answered ${answer.text}`);
    await new Promise((resolve) => setTimeout(resolve, 15_000));
  }
}

/** Five shots, in turn from the photographs that lie near enough to the first one for one enrolment. */
async function filmTogether(camera: Camera, photographs: readonly Photograph[]): Promise<Shot[]> {
  const alike: Shot[][] = [];
  for (const photograph of photographs) {
    const film = await camera.film(photograph, photographs.length === 1 ? 6 : 3);
    const isNear = alike.flat().every((a) => film.every((b) => areAlike(a, b)));
    if (film.length > 0 && isNear) alike.push(film);
  }
  const inTurn = [0, 1, 2, 3, 4, 5].flatMap((i) => alike.flatMap((film) => film.slice(i, i + 1)));
  return inTurn.slice(0, 5);
}

function areAlike(a: Shot, b: Shot): boolean {
  const second = a.second && b.second ? distance(a.second, b.second) : 0;
  return distance(a.descriptor, b.descriptor) <= apart && second <= apartBySecond;
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
  if (answer.status === 429) {
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
    return markOnce(arena, student, sessionId);
  }
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
