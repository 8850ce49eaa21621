import { confirmFaceTemplate, deleteFaceTemplate, getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { type Arena, must } from './arena.ts';
import { type FaceWorld, filmFace } from './face-world.ts';
import type { Camera } from './faces.ts';
import { inventFace, picturesOf } from './invented-face.ts';
import { enrol } from './phone.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat, type Stage } from './stage.ts';
import type { FaceSource, Student } from './student.ts';
import { type Outcome, tally, worked } from './tally.ts';
import { direction, mean, type Vector } from './vectors.ts';
import type { RawRequest, Visitor } from './visitor.ts';

/** Faces that should never become somebody's template. */
export function enrolmentAttacks(world: FaceWorld, camera: Camera): Attacks {
  return {
    'enrol-generic': async (stage) => {
      const { arena } = stage;
      const strangers = world.strangers.map(({ descriptor }) => descriptor);
      const classmates = world.large.map(({ face }) => mean(face.pool.map(({ descriptor }) => descriptor)));
      const centres = [mean(strangers), mean(strangers.slice(0, 10)), mean(classmates)];
      return tally(
        await tryShots(
          stage,
          centres.map((centre) => picturesOf(arena.random, centre, 5).map(({ descriptor }) => descriptor)),
          world,
        ),
      );
    },

    'enrol-mixed': async (stage) => {
      const faces = world.strangers.slice(0, 10).map(({ descriptor }) => descriptor);
      return tally(await tryShots(stage, [faces.slice(0, 5), faces.slice(5, 10)], world));
    },

    'enrol-still': async (stage) => {
      const [stranger] = world.strangers;
      const shots = Array.from({ length: 5 }, () => stranger?.descriptor ?? []);
      return tally(await tryShots(stage, [shots], world));
    },

    'enrol-malformed': async (stage) => {
      const good = inventFace(stage.arena.random).shots.map(({ descriptor }) => descriptor);
      const shots = [
        good.slice(0, 4),
        [...good, ...good],
        [],
        good.map((shot) => shot.slice(1)),
        good.map((shot) => shot.map(() => 0)),
      ];
      return tally(await tryShots(stage, shots, world));
    },

    'enrol-unsigned': async ({ arena, times }) => {
      const outcomes = await repeat(times(2, 6), async (i) => {
        const { face, student } = await newcomer(arena, []);
        const signature = i % 2 === 0 ? null : student.phone.sign('something else');
        const shots = face.shots.map(({ descriptor }) => descriptor);
        return worked((await enrol(student.visitor, student.phone, shots, { signature })).status === 200);
      });
      return tally(outcomes);
    },

    /** A recorded enrolment sent again, after the face was withdrawn. */
    'enrol-replayed': async ({ arena, times }) => {
      const outcomes = await repeat(times(1, 6), async () => {
        const { face, student } = await newcomer(arena, []);
        let recorded: RawRequest | null = null;
        const recording: Visitor = {
          ...student.visitor,
          raw: (request) => {
            if (request.path === '/api/face_template') recorded = request;
            return student.visitor.raw(request);
          },
        };
        await must(
          enrol(
            recording,
            student.phone,
            face.shots.map(({ descriptor }) => descriptor),
          ),
        );
        await student.visitor.call(deleteFaceTemplate);
        if (recorded === null) throw new Error('no enrolment was recorded');
        return worked((await student.visitor.raw(recorded)).status === 200);
      });
      return tally(outcomes);
    },

    'consent-skipped': async ({ arena, times }) => {
      const consents = [
        { version: 1, accepted: false },
        { version: 0, accepted: true },
        { version: 99, accepted: true },
        null,
        {},
        { version: 1, accepted: 'true' },
      ];
      const { face, student } = await newcomer(arena, []);
      const shots = face.shots.map(({ descriptor }) => descriptor);
      const outcomes = await repeat(consents.length * times(1, 2), async (i) => {
        const consent = consents[i % consents.length];
        return worked((await enrol(student.visitor, student.phone, shots, { consent })).status === 200);
      });
      const { state } = await student.visitor.call(getFaceTemplate);
      return tally([...outcomes, worked(state !== 'none')]);
    },

    /** Without a teacher's word: somebody else's face in an account of one's own. */
    'enrol-other-face': async ({ arena, times }) => {
      const outcomes = await repeat(times(2, 8), async (i) => {
        const stranger = world.strangers[i];
        const face = around(arena, stranger?.descriptor ?? direction(arena.random, 1.4));
        const student = await arena.addStudent({ face, courses: [world.largeCourse], faceIs: 'provisional' });
        const prepared = await prepare(arena, student, await arena.openSession(world.largeCourse));
        return submit(arena, prepared, prepared.signed);
      });
      return tally(outcomes);
    },

    /** One face in two accounts, so that one person marks for both: the second one's marks. */
    'enrol-duplicate': async ({ arena, times }) => {
      const outcomes = await repeat(times(2, 8), async (i) => {
        const owner = world.large[i];
        const face = owner && (await filmFace(camera, owner.photograph, 12));
        if (!face) throw new Error('no face to enrol twice');
        const second = await arena.addStudent({ face, courses: [world.largeCourse], faceIs: 'provisional' });
        // A teacher who does not look confirms whatever waits.
        await arena.teacher.ask(confirmFaceTemplate, { params: { id: second.id } });
        const prepared = await prepare(arena, second, await arena.openSession(world.largeCourse));
        return submit(arena, prepared, prepared.signed);
      });
      return tally(outcomes);
    },

    /** A confirmed face is exchanged for a friend's, who is in no course here. */
    'enrol-exchange': async ({ arena, times }) => {
      const outcomes = await repeat(times(1, 6), async () => {
        const { student } = await newcomer(arena, [world.largeCourse]);
        const friend = inventFace(arena.random);
        await enrol(
          student.visitor,
          student.phone,
          friend.shots.map(({ descriptor }) => descriptor),
        );
        const prepared = await prepare(arena, { ...student, face: friend }, await arena.openSession(world.largeCourse));
        return submit(arena, prepared, prepared.signed);
      });
      return tally(outcomes);
    },
  };
}

async function newcomer(arena: Arena, courses: readonly string[]): Promise<{ face: FaceSource; student: Student }> {
  const face = inventFace(arena.random);
  const student = await arena.addStudent({ face, courses, faceIs: courses.length > 0 ? 'confirmed' : 'none' });
  return { face, student };
}

/** Accepted where an enrolment stands afterwards. */
async function tryShots(
  { arena, times }: Stage,
  ideas: readonly (readonly Vector[])[],
  world: FaceWorld,
): Promise<Outcome[]> {
  const rounds = await repeat(times(1, 2), async () => {
    // A newcomer a round: after five refusals the pause would answer, and not the rule.
    const face = inventFace(arena.random);
    const student = await arena.addStudent({ face, courses: [world.largeCourse], faceIs: 'none' });
    return repeat(ideas.length, async (i) => {
      const answer = await enrol(student.visitor, student.phone, ideas[i] ?? []);
      return worked(answer.status === 200);
    });
  });
  return rounds.flat();
}

function around(arena: Arena, face: Vector): FaceSource {
  return { shots: picturesOf(arena.random, face, 5), pool: picturesOf(arena.random, face, 8) };
}
