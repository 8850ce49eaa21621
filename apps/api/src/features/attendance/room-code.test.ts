import { ROOM_CODE_STEP_MS } from '@hadir/contract/room-code.ts';
import { expect, it } from 'vitest';
import { makeRoomCode, matchRoomCode } from './room-code.ts';

const master = { version: 1, key: Buffer.alloc(32, 3) };
const session = { id: 'one', schoolId: 'school' };
const now = new Date('2026-03-02T08:00:07.000Z');
const later = (ms: number) => new Date(now.getTime() + ms);

it('is six digits that stay until the end of the step', () => {
  const { code, expiresAt } = makeRoomCode(master, session, now);
  expect(code).toMatch(/^[0-9]{6}$/);
  expect(expiresAt.toISOString()).toBe('2026-03-02T08:00:15.000Z');
  expect(makeRoomCode(master, session, later(7_999)).code).toBe(code);
});

it.each([
  [-2, false],
  [-1, true],
  [0, true],
  [1, true],
  [2, false],
])('counts %i steps away: %s', (steps, isGood) => {
  const { code } = makeRoomCode(master, session, later(steps * ROOM_CODE_STEP_MS));
  expect(matchRoomCode([master], session, code, now)).toBe(isGood);
});

it.each([undefined, null, 5, '', '12345', '1234567', '12345a', '１２３４５６', [], {}])('%j is no code', (code) => {
  expect(matchRoomCode([master], session, code, now)).toBe(false);
});

it('of an earlier master key is as good while both are in use', () => {
  const next = { version: 2, key: Buffer.alloc(32, 4) };
  for (const one of [master, next]) {
    const { code } = makeRoomCode(one, session, now);
    expect(matchRoomCode([next, master], session, code, now)).toBe(true);
  }
});

it('is of one session, one school and one master key', () => {
  const { code } = makeRoomCode(master, session, now);
  expect(matchRoomCode([master], { ...session, id: 'two' }, code, now)).toBe(false);
  expect(matchRoomCode([master], { ...session, schoolId: 'other' }, code, now)).toBe(false);
  expect(matchRoomCode([{ ...master, key: Buffer.alloc(32, 4) }], session, code, now)).toBe(false);
});
