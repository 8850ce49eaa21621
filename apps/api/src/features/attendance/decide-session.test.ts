import { expect, it } from 'vitest';
import { isSessionActive } from './decide-session.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 0, 1, 8, minute));
const session = (change: { isActive?: boolean; closedAt?: Date | null } = {}) => ({
  id: 's',
  schoolId: 'x',
  courseId: 'c',
  facesVersion: 0,
  startsAt: at(0),
  endsAt: at(30),
  isActive: true,
  closedAt: null,
  openedAt: null,
  plannedStartsAt: null,
  createdAt: new Date(0),
  graceMin: 10,
  place: null,
  roomCodeShownAt: null,
  ...change,
});
const challenge = (issued: number, wasSessionActive: boolean, sessionId = 's') => ({
  id: 'c',
  sessionId,
  claimedKey: 'k',
  nonce: 'n',
  wasSessionActive,
  isRoomCodeOnly: false,
  isOffline: false,
  livenessPlan: [],
  issuedAt: at(issued),
  expiresAt: at(issued + 2),
  usedAt: null,
});

it.each([
  ['open', session(), null, 10, true],
  ['at the very start', session(), null, 0, true],
  ['at the very end', session(), null, 30, true],
  ['before', session(), null, -1, false],
  ['after', session(), null, 31, false],
  ['not opened', session({ isActive: false }), null, 10, false],
  ['ran out since the challenge', session(), challenge(30, true), 31, true],
  ['challenge from before the opening, still closed', session({ isActive: false }), challenge(9, false), 10, false],
  ['challenge of another session', session(), challenge(30, true, 'other'), 31, false],
  ['closed by hand since', session({ isActive: false, closedAt: at(10) }), challenge(9, true), 11, false],
])('%s', (_, facts, issued, minute, isActive) => {
  expect(isSessionActive(facts, issued, at(minute))).toBe(isActive);
});
