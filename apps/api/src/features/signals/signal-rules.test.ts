import { describe, expect, it } from 'vitest';
import { decideEqualPositions } from './decide-equal-positions.ts';
import { decideAccountFailures, decideAddressFailures } from './decide-failed-sign-ins.ts';
import { decideLockstep } from './decide-lockstep.ts';
import { decideManyPhones } from './decide-many-phones.ts';
import { decideOutside } from './decide-outside.ts';
import { decideRefusedRequests } from './decide-refused-requests.ts';
import { decideReopening } from './decide-reopening.ts';
import { type Attended, decideRoomCodeTurn } from './decide-room-code-turn.ts';
import { decideSharedPhone } from './decide-shared-phone.ts';
import { decideTravel } from './decide-travel.ts';
import { decideUnlikeBefore, type Mark } from './decide-unlike-before.ts';

const levelOf = (finding: { level: string } | null) => finding?.level ?? null;

describe('one phone, several students', () => {
  it.each([
    [1, 1, null],
    [2, 1, 'low'],
    [2, 2, 'medium'],
    [3, 1, 'medium'],
    [3, 3, 'high'],
    [4, 2, 'medium'],
    [5, 1, 'high'],
    [400, 200, 'high'],
  ])('%i people, %i of them in one class: %s', (people, inOneClass, level) => {
    expect(levelOf(decideSharedPhone({ people, inOneClass }))).toBe(level);
  });
});

describe('one student, many phones', () => {
  it.each([
    [1, 0, null],
    [3, 9, null],
    [4, 0, 'medium'],
    [5, 2, 'medium'],
    [6, 0, 'high'],
  ])('%i phones, %i evictions: %s', (phones, evictions, level) => {
    expect(levelOf(decideManyPhones({ phones, evictions }))).toBe(level);
  });
});

describe('travel', () => {
  const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20) + seconds * 1000);
  const jakarta = { lat: -6.2, lng: 106.8 };
  const near = { lat: -6.2, lng: 106.82 };
  const singapore = { lat: 1.35, lng: 103.82 };
  it.each([
    ['two kilometres in half an hour', jakarta, near, 10, 1800, null],
    ['two kilometres in ten seconds', jakarta, near, 10, 10, 'medium'],
    ['the same, but the fixes are that vague', jakarta, near, 900, 10, null],
    ['the same, but nobody says how vague', jakarta, near, null, 10, 'low'],
    ['Jakarta to Singapore in four hours', jakarta, singapore, 10, 4 * 3600, null],
    ['Jakarta to Singapore in two hours', jakarta, singapore, 10, 2 * 3600, 'medium'],
    ['Jakarta to Singapore in twenty minutes', jakarta, singapore, 10, 1200, 'high'],
    ['the same point at the same instant', jakarta, jakarta, 10, 0, null],
  ])('%s', (_what, from, to, accuracy, seconds, level) => {
    expect(levelOf(decideTravel({ ...from, accuracy, at: at(0) }, { ...to, accuracy, at: at(seconds) }))).toBe(level);
  });
});

describe('equal positions', () => {
  it.each([
    [1, 5, null],
    [2, 1, 'low'],
    [2, 2, 'high'],
    [9, 4, 'high'],
  ])('%i people with a series of %i fixes: %s', (people, fixes, level) => {
    expect(levelOf(decideEqualPositions({ people, fixes }))).toBe(level);
  });
});

describe('outside of the geofence', () => {
  it.each([
    [1, 1, 400, null],
    [1, 2, 400, null],
    [1, 3, 400, 'low'],
    [1, 1, 5000, 'low'],
    [2, 2, 4999, null],
    [2, 1, 5000, 'low'],
    [3, 1, 400, 'medium'],
    [8, 1, 400, 'high'],
  ])('%i sessions, at most %i tries, %i m beyond: %s', (sessions, tries, farthestM, level) => {
    expect(levelOf(decideOutside({ sessions, tries, farthestM }))).toBe(level);
  });
});

describe('failed sign-ins', () => {
  it.each([
    [4, 1, null],
    [5, 1, 'low'],
    [5, 3, 'medium'],
    [20, 1, 'medium'],
    [60, 1, 'high'],
  ])('of one account, %i from %i addresses: %s', (failures, addresses, level) => {
    expect(levelOf(decideAccountFailures({ failures, addresses }))).toBe(level);
  });
  it.each([
    [4, 400, null],
    [5, 5, 'low'],
    [15, 15, 'medium'],
    [40, 40, 'high'],
  ])('from one address, %i accounts in %i tries: %s', (accounts, failures, level) => {
    expect(levelOf(decideAddressFailures({ accounts, failures }))).toBe(level);
  });
});

describe('refused requests', () => {
  it.each([
    [{ retry_later: 19, csrf_refused: 9, body_too_large: 4, not_signed_in: 19 }, null],
    [{ retry_later: 20 }, 'low'],
    [{ body_too_large: 5 }, 'low'],
    [{ csrf_refused: 50 }, 'medium'],
    [{ retry_later: 500 }, 'high'],
    [{ something_else: 5000 }, null],
  ])('%o: %s', (seen, level) => {
    expect(levelOf(decideRefusedRequests(new Map(Object.entries(seen))))).toBe(level);
  });
});

describe('a mark unlike those before', () => {
  const mark = (hour: number, lat = -6.2): Mark => ({ hour, lat, lng: 106.8, accuracy: 10 });
  const before = Array.from({ length: 12 }, (_, index) => mark(8 + (index % 3)));
  it.each([
    ['a new phone as always otherwise', mark(9), null],
    ['a new phone at another hour', mark(20), 'low'],
    ['a new phone at another place', mark(9, -6.3), 'low'],
    ['a new phone at another hour and place', mark(20, -6.3), 'medium'],
    ['a new phone without a position', { ...mark(9), lat: null }, null],
    ['a new phone somewhat earlier than ever', mark(6.5), null],
  ])('%s', (_what, now, level) => {
    expect(levelOf(decideUnlikeBefore(now, before))).toBe(level);
  });
  it('hours are compared around midnight', () => {
    const late = Array.from({ length: 12 }, () => mark(23.5));
    expect(decideUnlikeBefore(mark(0.5), late)).toBeNull();
    expect(levelOf(decideUnlikeBefore(mark(3), late))).toBe('low');
  });
  it('says nothing about somebody without habits', () => {
    expect(decideUnlikeBefore(mark(20, -6.3), before.slice(3))).toBeNull();
  });
});

describe('from absent to always there by room code', () => {
  const times = (count: number, what: Attended) => Array.from({ length: count }, () => what);
  it.each([
    ['a sudden turn', [...times(5, 'room_code'), ...times(8, 'absent')], 'low'],
    ['too short to say', [...times(4, 'room_code'), ...times(8, 'absent')], null],
    ['with a face in between', [...times(4, 'room_code'), 'face', ...times(9, 'absent')] as Attended[], null],
    ['somebody who was there before', [...times(5, 'room_code'), ...times(4, 'face'), ...times(4, 'absent')], null],
    ['somebody new', times(9, 'room_code'), null],
    ['nobody ever there', times(20, 'absent'), null],
    ['no sessions at all', [], null],
  ])('%s', (_what, sessions, level) => {
    expect(levelOf(decideRoomCodeTurn(sessions))).toBe(level);
  });
});

describe('lockstep', () => {
  const sessions = (near: number, apart: number, chance: number) => [
    ...Array.from({ length: near }, () => ({ isNear: true, chance })),
    ...Array.from({ length: apart }, () => ({ isNear: false, chance })),
  ];
  it.each([
    ['always together where others are not', sessions(10, 0, 0.05), 'low'],
    ['too few times', sessions(9, 0, 0.05), null],
    ['nearly always together', sessions(10, 2, 0.05), 'low'],
    ['friends', sessions(7, 5, 0.05), null],
    ['always together in a crowd', sessions(11, 1, 0.5), null],
    ['always together in a crowd that always is', sessions(12, 0, 1), null],
  ])('%s', (_what, together, level) => {
    expect(levelOf(decideLockstep(together))).toBe(level);
  });
});

describe('a dismissed signal', () => {
  const seen = {
    state: 'dismissed',
    isNew: true,
    hasNewPeople: false,
    levelBefore: 'medium',
    level: 'medium',
  } as const;
  it.each([
    ['opens with a new sighting', seen, true],
    ['stays when nothing is new', { ...seen, isNew: false }, false],
    ['stays while a low one goes on as it was', { ...seen, level: 'low', levelBefore: 'low' } as const, false],
    ['opens when somebody new is in a low one', { ...seen, level: 'low', hasNewPeople: true } as const, true],
    ['opens when a low one has become more', { ...seen, levelBefore: 'low' } as const, true],
    ['needs no opening while open', { ...seen, state: 'open' } as const, false],
    ['stays confirmed', { ...seen, state: 'confirmed' } as const, false],
  ])('%s', (_what, given, opens) => {
    expect(decideReopening(given)).toBe(opens);
  });
});
