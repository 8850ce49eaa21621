import type { Arena } from './arena.ts';
import { inventFace, picturesOf } from './invented-face.ts';
import { askChallenge, type Challenge, markBody, sendMark, signMark } from './phone.ts';
import type { Attacks, Stage } from './stage.ts';
import { asShare, quantile, rankCorrelation } from './statistics.ts';
import { marksLeft, type Student } from './student.ts';
import { type Tally, tally, worked } from './tally.ts';
import { direction, mean, type Random, type Vector } from './vectors.ts';
import { type Answer, read } from './wire.ts';

/** One mark: how far its vector lay from the enrolled mean, and all that came back. */
type Sample = { distance: number; ms: number; kind: string; body: string };

const threshold = 0.5;
const bandEnd = 0.55;
/** Of every test; about seven are made. */
const significance = 1e-4;

export const hillAttacks: Attacks = {
  /** Vectors at every distance from the enrolled face: does anything in the answer tell how near they came? */
  'hill-climbing': async (stage) => {
    const { arena, times } = stage;
    const courseId = await arena.makeCourse('HILL');
    const climbers = await enrolClimbers(arena, courseId, times(5, 160));
    const samples = await climb(stage, courseId, climbers, times(50, 10_000));
    return judge(samples);
  },
};

async function enrolClimbers(arena: Arena, courseId: string, count: number): Promise<Student[]> {
  const climbers: Student[] = [];
  // Two passwords are hashed at a time; more at once would only wait.
  await Promise.all(
    Array.from({ length: 4 }, async () => {
      while (climbers.length < count) {
        climbers.push(await arena.addStudent({ face: inventFace(arena.random), courses: [courseId] }));
      }
    }),
  );
  return climbers;
}

async function climb(
  { arena }: Stage,
  courseId: string,
  climbers: readonly Student[],
  count: number,
): Promise<Sample[]> {
  const sessions: Promise<string>[] = [];
  const samples: Sample[] = [];
  let sent = 0;
  await Promise.all(
    climbers.map(async (student) => {
      const target = mean(student.face.shots.map(({ descriptor }) => descriptor));
      const at = { session: 0, used: 0 };
      while (sent < count) {
        sent += 1;
        while (marksLeft(student) <= 0) await new Promise((resolve) => setTimeout(resolve, 200 + 300 * arena.random()));
        student.sentAt.push(Date.now());
        const session = sessions[at.session] ?? arena.openSession(courseId);
        sessions[at.session] = session;
        const sessionId = await session;
        const challenge = await askChallenge(student.visitor, student.phone.keyId, sessionId);
        if (challenge === null) {
          // Asked too often this minute: the next try finds out.
          await new Promise((resolve) => setTimeout(resolve, 1000));
          continue;
        }
        // One in eight is near enough to be accepted, so that accepted times can be compared too.
        const distance = arena.random() < 0.125 ? 0.06 + arena.random() * 0.4 : 0.56 + arena.random() * 2.1;
        const answer = await present(arena, student, sessionId, challenge, vectorAt(arena.random, target, distance));
        samples.push({ distance, ms: answer.ms, kind: kindOf(answer), body: answer.text });
        if (answer.status !== 429) at.used += 1;
        if (answer.status === 200 || at.used >= 6) Object.assign(at, { session: at.session + 1, used: 0 });
      }
    }),
  );
  return samples;
}

function present(
  { random }: Arena,
  { visitor, phone }: Student,
  sessionId: string,
  challenge: Challenge,
  vector: Vector,
): Promise<Answer> {
  // Three frames whose mean is the vector itself, so that its distance is known.
  const [a, b] = picturesOf(random, vector, 2, 0.03);
  if (!a || !b) throw new Error('no frames');
  const descriptor = vector.map((value, i) => 3 * value - (a.descriptor[i] ?? 0) - (b.descriptor[i] ?? 0));
  const frames = [a, b, { ...a, descriptor }];
  const place = { lat: -1.2921, lng: 36.8219 };
  return sendMark(
    visitor,
    signMark(phone, challenge, markBody(phone, sessionId, challenge, { frames, place, random })),
  );
}

/** On the sphere of the target, so that its norm tells nothing and is never refused for itself. */
function vectorAt(random: Random, target: Vector, distance: number): number[] {
  const radius = Math.hypot(...target);
  const angle = 2 * Math.asin(Math.min(1, distance / (2 * radius)));
  const away = direction(random, 1);
  const along = away.reduce((sum, value, i) => sum + value * (target[i] ?? 0), 0) / radius ** 2;
  const across = away.map((value, i) => value - along * (target[i] ?? 0));
  const length = Math.hypot(...across);
  return target.map((value, i) => value * Math.cos(angle) + ((across[i] ?? 0) / length) * radius * Math.sin(angle));
}

const kindOf = (answer: Answer) => `${answer.status} ${String(read(answer).code ?? read(answer).state)}`;

/** @throws where any answer to a far vector tells something of its distance */
function judge(samples: readonly Sample[]): Tally {
  const far = samples.filter(({ distance }) => distance > bandEnd);
  const lines: string[] = [`${samples.length} marks, ${far.length} of them farther than ${bandEnd}`];
  const problems: string[] = [];
  const kinds = [...new Set(far.map(({ kind }) => kind))];
  for (const kind of kinds) {
    const group = far.filter((sample) => sample.kind === kind);
    const bodies = new Set(group.map(({ body }) => body.replace(/\d+/g, '#')));
    const share = kinds.length > 1 ? correlate(far, (sample) => Number(sample.kind === kind)) : null;
    const time = correlate(group, ({ ms }) => ms);
    lines.push(
      `${kind}: ${asShare(group.length, far.length)}; bodies ${bodies.size}; ${timesOf(group)}; time ~ distance ${words(time)}; answer ~ distance ${words(share)}`,
    );
    if (bodies.size > 1) problems.push(`${kind} has ${bodies.size} bodies`);
    if (isTelling(time)) problems.push(`the time of ${kind} tells of the distance: ${words(time)}`);
    if (isTelling(share)) problems.push(`${kind} depends on the distance: ${words(share)}`);
  }
  const inside = samples.filter(({ distance, kind }) => distance <= threshold && kind === '200 present');
  const accepted = correlate(inside, ({ ms }) => ms);
  lines.push(`accepted within ${threshold}: ${inside.length}; ${timesOf(inside)}; time ~ distance ${words(accepted)}`);
  if (isTelling(accepted)) problems.push(`the time of an accepted mark tells of the distance: ${words(accepted)}`);
  if (problems.length > 0) throw new Error([...problems, ...lines].join('; '));
  return tally(
    far.map(({ kind }) => worked(kind.startsWith('200'))),
    lines.join('\n  '),
  );
}

type Correlation = { rho: number; p: number; n: number } | null;

/** Spearman's rank correlation with the distance; null for fewer than 30, or where nothing varies. */
function correlate(samples: readonly Sample[], value: (sample: Sample) => number): Correlation {
  if (samples.length < 30) return null;
  const found = rankCorrelation(
    samples.map(({ distance }) => distance),
    samples.map(value),
  );
  return Number.isFinite(found.rho) ? { ...found, n: samples.length } : null;
}

const isTelling = (correlation: Correlation) => correlation !== null && correlation.p < significance;
const words = (found: Correlation) =>
  found === null ? '-' : `rho ${found.rho.toFixed(3)} (p ${found.p.toFixed(3)}, n ${found.n})`;
const timesOf = (group: readonly Sample[]) =>
  `${[0.05, 0.5, 0.95]
    .map((share) =>
      quantile(
        group.map(({ ms }) => ms),
        share,
      ).toFixed(0),
    )
    .join(' / ')} ms`;
