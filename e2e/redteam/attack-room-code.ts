import { randomUUID } from 'node:crypto';
import { makeReceipt, ROOM_CODE_STEP_MS, readRoomHash, type ScannedCode } from '@hadir/contract/room-code.ts';
import { getRoster } from '@hadir/contract/sessions.ts';
import type { Arena } from './arena.ts';
import { inventFace } from './invented-face.ts';
import { prepare, submit } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import type { Student } from './student.ts';
import { type Outcome, tally, worked } from './tally.ts';
import type { Visitor } from './visitor.ts';

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

  /** Scanned by a friend in the room; the receipt, without the friend's cookie, in another browser. */
  'receipt-stolen': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 10), async (i) => {
      const sessionId = await arena.openSession(courseId);
      const friend = arena.openVisitor();
      const receipt = await scan(arena, friend, sessionId);
      const student = await arena.borrow(courseId, 1);
      student.visitor.cookies.clear();
      // The thief has a receipt cookie too, of another class.
      if (i % 2 === 1) await scan(arena, student.visitor, await arena.openSession(courseId));
      return markByCode(arena, student, sessionId, undefined, receipt);
    });
    return tally(outcomes);
  },

  'receipt-used-twice': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 8), async () => {
      const sessionId = await arena.openSession(courseId);
      const first = await arena.borrow(courseId, 1);
      const receipt = await scan(arena, first.visitor, sessionId);
      if ((await markByCode(arena, first, sessionId, undefined, receipt)) === 'refused')
        throw new Error('a receipt was refused');
      // The same browser, the next person signed in.
      const second = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId], faceIs: 'none' });
      for (const [name, cookie] of first.visitor.cookies) second.visitor.cookies.set(name, cookie);
      return markByCode(arena, second, sessionId, undefined, receipt);
    });
    return tally(outcomes);
  },

  'receipt-other-session': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 8), async () => {
      const [one, other] = [await arena.openSession(courseId), await arena.openSession(courseId)];
      const student = await arena.borrow(courseId, 1);
      return markByCode(arena, student, one, undefined, await scan(arena, student.visitor, other));
    });
    return tally(outcomes);
  },

  'receipt-invented': async ({ arena, courseId, times }) => {
    const invented: unknown[] = [randomUUID(), '', 'x', 0, null, {}, [randomUUID()]];
    const outcomes = await repeat(invented.length * times(1, 2), async (i) => {
      const student = await arena.borrow(courseId, 1);
      const sessionId = await arena.openSession(courseId);
      student.visitor.cookies.clear();
      return markByCode(arena, student, sessionId, undefined, invented[i % invented.length]);
    });
    return tally(outcomes);
  },

  'receipt-old': async ({ arena, courseId, times }) => {
    const kept = await repeat(times(1, 5), async () => {
      const sessionId = await arena.openSession(courseId);
      const student = await arena.addStudent({ face: inventFace(arena.random), courses: [courseId], faceIs: 'none' });
      return { sessionId, student, receipt: await scan(arena, student.visitor, sessionId) };
    });
    await new Promise((resolve) => setTimeout(resolve, 181_000));
    const outcomes = await repeat(kept.length, async (i) => {
      const one = kept[i];
      return one ? markByCode(arena, one.student, one.sessionId, undefined, one.receipt) : 'accepted';
    });
    return tally(outcomes);
  },

  /** From outside, before anybody is signed in: receipts for guessed codes. */
  'receipt-guessed': async ({ arena, courseId, times }) => {
    const sessionId = await arena.openSession(courseId);
    const outcomes = await repeat(times(40, 300), async () => {
      const attacker = arena.openVisitor();
      await attacker.renewToken();
      const step = Math.floor(Date.now() / ROOM_CODE_STEP_MS);
      const answer = await attacker.ask(makeReceipt, { body: { session_id: sessionId, code: guess(arena), step } });
      return worked(answer.status === 200);
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
  return (await readBoard(arena, sessionId)).code;
}

/** What a camera reads off the room's screen. */
async function readBoard(arena: Arena, sessionId: string): Promise<ScannedCode> {
  const { room_code: shown } = await arena.teacher.call(getRoster, { params: { id: sessionId } });
  const scanned = shown && readRoomHash(new URL(shown.link).hash);
  if (!scanned) throw new Error('no room code is shown');
  return scanned;
}

async function scan(arena: Arena, visitor: Visitor, sessionId: string): Promise<string> {
  if (visitor.token === '') await visitor.renewToken();
  const { code, step } = await readBoard(arena, sessionId);
  const body = { session_id: sessionId, code, step };
  return (await visitor.call(makeReceipt, { body })).id;
}

export async function markByCode(
  arena: Arena,
  student: Student,
  sessionId: string,
  code: unknown,
  receipt?: unknown,
): Promise<Outcome> {
  const change = { method: 'room_code', room_code: code, receipt, frames: [], descriptors: {} };
  const prepared = await prepare(arena, student, sessionId, { change });
  return submit(arena, { ...prepared, frames: [] }, prepared.signed);
}
