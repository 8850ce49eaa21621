/**
 * What the rank of a face among 500 of a course costs, cold (nothing of the course in memory) and warm, beside an app
 * that keeps plain descriptors of one recogniser, reads them for every mark and compares each picture with each shot. One process, no HTTP:
 * `npm run bench -- rank`, another size with `npm run bench -- rank 2000`.
 */

import { matchFace } from '@hadir/api/src/features/attendance/decide-face.ts';
import { getFacesToCompare } from '@hadir/api/src/features/attendance/known-faces.ts';
import { loadFacts } from '@hadir/api/src/features/attendance/load-facts.ts';
import { readMark } from '@hadir/api/src/features/attendance/read-mark.ts';
import { forgetCourse } from '@hadir/api/src/features/courses/course-memory.ts';
import type { ShownFrames } from '@hadir/api/src/features/enrolment/faces-to-compare.ts';
import { readFrames } from '@hadir/api/src/features/enrolment/read-frames.ts';
import { percentile } from './marks/measure.ts';
import { startProduct } from './marks/product.ts';
import { fillRoster, nearby, type Roster } from './rank/roster.ts';

const size = Number(process.argv[2] ?? 500);
const limits = { cold: 25, warm: 2 };
const school = { threshold: 0.5, wantsSecond: true };
const product = await startProduct();
try {
  const roster = await fillRoster(product.database, size);
  try {
    await bench(roster);
  } finally {
    await roster.close();
  }
} finally {
  await product.stop();
}

async function bench(roster: Roster): Promise<void> {
  for (let i = 0; i < 10; i += 1) await rank(roster, i);
  const cold = await times(60, async (i) => {
    forgetCourse(roster.context.db, roster.courseId);
    await rank(roster, i);
  });
  const warm = await times(600, (i) => rank(roster, i));
  // As a mark reads them, with the facts of the mark: of one who has never been seen, and of one seen in every class.
  const unseen = await times(200, () => rankWithFacts(roster, 1));
  const seen = await times(200, () => rankWithFacts(roster, 0));
  const plain = await times(60, (i) => rankPlain(roster, i));
  const base = percentile(plain, 0.5);
  const row = (measured: number[]) => ({
    'least ms': Math.min(...measured).toFixed(2),
    'median ms': percentile(measured, 0.5).toFixed(2),
    'p99 ms': percentile(measured, 0.99).toFixed(2),
    'of the plain app': `${(percentile(measured, 0.5) / base).toFixed(2)} x`,
  });
  console.table({
    ...{ cold: row(cold), warm: row(warm), 'with the facts': row(unseen) },
    ...{ [`and ${roster.probes} earlier probes`]: row(seen), 'plain app': row(plain) },
  });
  const medians = { cold: percentile(cold, 0.5), warm: percentile(warm, 0.5) };
  console.log(`${size} faces; allowed are ${limits.cold} ms cold and ${limits.warm} ms warm (500 faces, median)`);
  if (size <= 500 && (medians.cold > limits.cold || medians.warm > limits.warm)) process.exitCode = 1;
}

async function times(count: number, work: (i: number) => Promise<void>): Promise<number[]> {
  const measured: number[] = [];
  for (let i = 0; i < count; i += 1) {
    const from = performance.now();
    await work(i);
    measured.push(performance.now() - from);
  }
  return measured;
}

/** Three pictures as a mark has read them, by both recognisers. */
function pictures({ face, second }: Roster['students'][number]): ShownFrames {
  const given = { first: [0, 1, 2].map(() => nearby(face, 0.05)), second: [0, 1, 2].map(() => nearby(second, 0.05)) };
  const read = readFrames(given);
  if (read.kind !== 'read') throw new Error(`made-up frames are ${read.why}`);
  return read.frames;
}

/** Loading, opening and ranking as a mark does it. */
async function rank({ context, schoolId, courseId, students }: Roster, i: number): Promise<void> {
  const student = students[i % students.length];
  if (!student) throw new Error('an empty roster');
  const { id, templateId, wrappedKey, keyVersion, sealedShots, secondSealedShots } = student;
  const faces = await getFacesToCompare(
    context,
    { id, schoolId, role: 'student', name: 'Rank Student' },
    {
      ...{ session: { courseId, schoolId, facesVersion: 1 }, isEnrolled: true, twinIds: [] },
      probes: { first: [], second: [] },
      template: {
        ...{ id: templateId, state: 'confirmed', isHeld: false, wrappedKey, keyVersion },
        ...{ wasUnreadable: false, shots: [0, 1, 2, 3, 4], sealed: sealedShots },
        ...{ secondShots: [0, 1, 2, 3, 4], secondSealed: secondSealedShots },
      },
    },
  );
  if (faces.kind !== 'known') throw new Error(`the faces of the course are ${faces.kind}`);
  const { judged } = matchFace(pictures(student), faces, school, 'signed');
  if (judged.outcome !== 'passed') throw new Error(`an honest face was ${judged.outcome}: ${judged.detail.why}`);
}

/** The same from the database on, as `submitAttempt` does it. */
async function rankWithFacts({ context, schoolId, courseId, students }: Roster, i: number): Promise<void> {
  const student = students[i];
  if (!student) throw new Error('a roster of one');
  const person = { id: student.id, schoolId, role: 'student', name: 'Rank Student' } as const;
  const facts = await loadFacts(context.db, person, readMark({}), null, context.now());
  const session = { courseId, schoolId, facesVersion: 1 };
  const faces = await getFacesToCompare(context, person, { ...facts, session, isEnrolled: true });
  if (faces.kind !== 'known') throw new Error(`the faces of the course are ${faces.kind}`);
  const { judged } = matchFace(pictures(student), faces, school, 'signed');
  if (judged.outcome !== 'passed') throw new Error(`an honest face was ${judged.outcome}: ${judged.detail.why}`);
}

async function rankPlain({ context, students }: Roster, i: number): Promise<void> {
  const student = students[i % students.length];
  if (!student) throw new Error('an empty roster');
  const { rows } = await context.pool.query<{ person_id: string; descriptor: number[] }>(
    'SELECT person_id, descriptor FROM bench_plain',
  );
  const seen = [0, 1, 2].map(() => nearby(student.face, 0.05));
  let best = { id: '', distance: Number.POSITIVE_INFINITY };
  for (const { person_id: id, descriptor } of rows) {
    for (const picture of seen) {
      const distance = Math.sqrt(descriptor.reduce((sum, value, at) => sum + (value - (picture[at] ?? 0)) ** 2, 0));
      if (distance < best.distance) best = { id, distance };
    }
  }
  if (best.id !== student.id) throw new Error('the plain app found another');
}
