import { type Arena, campus } from './arena.ts';
import type { Shot } from './faces.ts';
import {
  awaitChallenge,
  type Challenge,
  markBody,
  type Phone,
  type Place,
  type Signed,
  sendMark,
  signMark,
} from './phone.ts';
import { repeat, type Stage } from './stage.ts';
import { freshFrames, note, type Student, takeTurn } from './student.ts';
import type { Outcome } from './tally.ts';
import type { Visitor } from './visitor.ts';
import { type Answer, read } from './wire.ts';

/** An honest mark with everything it takes, not sent yet. */
type Prepared = {
  student: Student;
  sessionId: string;
  frames: readonly Shot[];
  challenge: Challenge;
  body: Record<string, unknown>;
  signed: Signed;
};

type Wanted = {
  /** Whose browser asks for the challenge, and with which phone, where it is not the student's. */
  visitor?: Visitor;
  phone?: Phone;
  frames?: readonly Shot[];
  place?: Place | null;
  change?: Record<string, unknown>;
};

export async function prepare(
  arena: Arena,
  student: Student,
  sessionId: string,
  wanted: Wanted = {},
): Promise<Prepared> {
  const { visitor = student.visitor, phone = student.phone, place = campus, change = {} } = wanted;
  const challenge = await awaitChallenge(visitor, phone.keyId, sessionId);
  const frames = wanted.frames ?? freshFrames(student, arena.random);
  const body = markBody(phone, sessionId, challenge, { frames, place, random: arena.random }, change);
  return { student, sessionId, frames, challenge, body, signed: signMark(phone, challenge, body) };
}

/** Sends what was made of a prepared mark and says what became of it. */
export async function submit(
  arena: Arena,
  { student, sessionId, frames }: Prepared,
  signed: Signed,
  visitor = student.visitor,
): Promise<Outcome> {
  return arena.judge(student, sessionId, await submitRaw(student, frames, signed, visitor));
}

export async function submitRaw(
  student: Student,
  frames: readonly Shot[],
  signed: Signed,
  visitor = student.visitor,
): Promise<Answer> {
  await takeTurn(student);
  const answer = await sendMark(visitor, signed);
  checkTold(answer);
  note(student, frames, answer);
  return answer;
}

const tellable = new Set(['success', 'status', 'state', 'message', 'code', 'next', 'hint', 'request_id', 'fields']);

/** Whatever is tried, a student is never told a distance or a score. @throws where an answer says more than it may */
function checkTold(answer: Answer): void {
  const more = Object.keys(read(answer)).filter((key) => !tellable.has(key));
  if (more.length > 0 || /0\.\d{2,}/.test(answer.text)) throw new Error(`an answer tells too much: ${answer.text}`);
}

/** One honest capture in some thirty is refused; three in a row are somebody's mistake. */
const captures = 3;

/** The student's own mark, which has to count; else the attack that follows would show nothing. */
export async function markHonestly({ arena, courseId }: Stage, student: Student): Promise<Prepared> {
  const said: string[] = [];
  while (said.length < captures) {
    const prepared = await prepare(arena, student, await arena.openSession(courseId));
    const answer = await submitRaw(student, prepared.frames, prepared.signed);
    if (answer.status === 200) return prepared;
    said.push(`${answer.status} ${answer.text}`);
  }
  throw new Error(`honest marks were answered ${said.join('; ')}`);
}

/** Prepares honest marks of different students and sends what `spoil` makes of each. */
export async function spoilMany(
  stage: Stage,
  times: number,
  spoil: (prepared: Prepared) => Signed | Promise<Signed>,
  wanted: Wanted = {},
): Promise<Outcome[]> {
  const { arena, courseId } = stage;
  const sessionId = await arena.openSession(courseId);
  const used: string[] = [];
  return repeat(times, async () => {
    // Six challenges a session and key may be used up; a student is asked for twice at most.
    const student = await arena.borrow(courseId, 1);
    const isTired = used.filter((id) => id === student.id).length >= 5;
    if (!isTired) used.push(student.id);
    const prepared = await prepare(arena, student, isTired ? await arena.openSession(courseId) : sessionId, wanted);
    return submit(arena, prepared, await spoil(prepared));
  });
}
