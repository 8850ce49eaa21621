import type { Shot } from './faces.ts';
import type { Phone } from './phone.ts';
import { distance, mean, type Random, type Vector } from './vectors.ts';
import type { Visitor } from './visitor.ts';
import { type Answer, read } from './wire.ts';

/** Where the pictures of one person come from. */
export type FaceSource = {
  /** For the enrolment. */
  shots: readonly Shot[];
  /** Of another moment, for marks. */
  pool: readonly Shot[];
};

export type Student = {
  id: string;
  name: string;
  email: string;
  visitor: Visitor;
  phone: Phone;
  face: FaceSource;
  /** Instants of what counts towards the limit of ten marks a minute. */
  sentAt: number[];
  /** Means of what was accepted: a second one as near is a replay. */
  seen: Vector[];
  /** Failed faces since the last accepted one. */
  failures: number;
};

const perMinute = 10;
const minuteMs = 61_000;

/** How many marks the student has left in this minute. */
export function marksLeft(student: Student): number {
  student.sentAt = student.sentAt.filter((at) => Date.now() - at < minuteMs);
  return perMinute - student.sentAt.length;
}

/** Waits until the student may send one more mark, and counts it. */
export async function takeTurn(student: Student): Promise<void> {
  while (marksLeft(student) <= 0) {
    const [oldest = 0] = student.sentAt;
    await new Promise((resolve) => setTimeout(resolve, Math.max(50, oldest + minuteMs - Date.now())));
  }
  student.sentAt.push(Date.now());
}

/** Three to five pictures of the pool, or so many, that are no replay of what was sent before. @throws without any */
export function freshFrames(student: Student, random: Random, wanted?: number): Shot[] {
  const frames = findFreshFrames(student, random, wanted);
  if (frames === null) throw new Error(`${student.name} has no fresh pictures left.`);
  return frames;
}

/** Easily: who finds some in a few tries will find some again. */
export const hasFreshFrames = (student: Student, random: Random) => findFreshFrames(student, random, 3, 20) !== null;

function findFreshFrames(student: Student, random: Random, wanted?: number, most = 400): Shot[] | null {
  for (let tries = 0; tries < most; tries += 1) {
    const pool = [...student.face.pool];
    const count = wanted ?? 3 + Math.floor(random() * 3);
    const frames = Array.from({ length: count }, () => pool.splice(Math.floor(random() * pool.length), 1)).flat();
    const probe = mean(frames.map(({ descriptor }) => descriptor));
    if (frames.length === count && student.seen.every((seen) => distance(seen, probe) > 0.022)) return frames;
  }
  return null;
}

/** Keeps count of what the server counts too. */
export function note(student: Student, frames: readonly Shot[], answer: Answer): void {
  const { success, code } = read(answer);
  if (success === true) {
    student.failures = 0;
    if (frames.length > 0) student.seen.push(mean(frames.map(({ descriptor }) => descriptor)));
  } else if (code === 'face_not_accepted') student.failures += 1;
}
