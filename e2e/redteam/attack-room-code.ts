import { getRoster } from '@hadir/contract/sessions.ts';
import type { Arena } from './arena.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import type { Student } from './student.ts';
import { type Outcome, tally } from './tally.ts';

/** Room codes that were guessed, are old, or came from elsewhere. */
export const roomCodeAttacks: Attacks = {
  'room-code-guessed': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 12), async () => {
      const student = await arena.borrow(courseId, 7);
      const sessionId = await arena.openSession(courseId);
      const guesses = await repeat(5, () => markByCode(arena, student, sessionId, guess(arena)));
      // The sixth is even the right one, and comes too late.
      return [...guesses, await markByCode(arena, student, sessionId, await readCode(arena, sessionId))];
    });
    return tally(outcomes.flat());
  },

  'room-code-forms': async ({ arena, courseId, times }) => {
    const forms: unknown[] = [
      '',
      '000000 ',
      0,
      null,
      [],
      {},
      '１２３４５６',
      '-00001',
      '1e5',
      '0x0000',
      true,
      '000000000000',
    ];
    const outcomes = await repeat(forms.length * times(1, 2), async (i) => {
      const student = await arena.borrow(courseId, 1);
      return markByCode(arena, student, await arena.openSession(courseId), forms[i % forms.length]);
    });
    return tally(outcomes);
  },

  'room-code-other-session': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(3, 15), async () => {
      const student = await arena.borrow(courseId, 1);
      const [one, other] = [await arena.openSession(courseId), await arena.openSession(courseId)];
      return markByCode(arena, student, one, await readCode(arena, other));
    });
    return tally(outcomes);
  },

  'room-code-old': async ({ arena, courseId, times }) => {
    const sessions = await repeat(times(2, 8), () => arena.openSession(courseId));
    const codes = await Promise.all(sessions.map((id) => readCode(arena, id)));
    // One step before and one after count: two steps and a bit are too old in any case.
    await new Promise((resolve) => setTimeout(resolve, 46_000));
    const outcomes = await repeat(sessions.length, async (i) => {
      const student = await arena.borrow(courseId, 1);
      return markByCode(arena, student, sessions[i] ?? '', codes[i]);
    });
    return tally(outcomes);
  },

  /** Told by a friend in the room to somebody elsewhere, whose phone says it is here. */
  'room-code-relayed': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async () => {
      const student = await arena.borrow(courseId, 1);
      const sessionId = await arena.openSession(courseId);
      return markByCode(arena, student, sessionId, await readCode(arena, sessionId));
    });
    return tally(outcomes);
  },
};

const guess = ({ random }: Arena) => String(Math.floor(random() * 1_000_000)).padStart(6, '0');

export async function readCode(arena: Arena, sessionId: string): Promise<string> {
  const { room_code: shown } = await arena.teacher.call(getRoster, { params: { id: sessionId } });
  if (shown === null) throw new Error('no room code is shown');
  return shown.code;
}

async function markByCode(arena: Arena, student: Student, sessionId: string, code: unknown): Promise<Outcome> {
  const change = { method: 'room_code', room_code: code, frames: [], descriptors: {} };
  const prepared = await prepare(arena, student, sessionId, { change });
  return submit(arena, { ...prepared, frames: [] }, prepared.signed);
}
