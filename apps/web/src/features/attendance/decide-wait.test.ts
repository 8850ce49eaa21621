import { expect, it } from 'vitest';
import { decideWait } from './decide-wait.ts';
import type { KeptMark } from './outbox.ts';

const until = 1_000_000;
const markOf = (id: string, seq: number, keyId = 'key-1'): KeptMark => ({
  ...{ id, keyId, personId: 'amina', sessionId: id, sessionTitle: `Class ${id}`, rawBody: '{}', signature: 'x' },
  ...{ triesUntil: until, offline: { seq, previous: '', capturedAt: '2026-11-20T08:00:00.000Z' } },
});
const [one, two, three] = [markOf('one', 1), markOf('two', 2), markOf('three', 3)];
const all = [one, two, three];

it('waits for network until its time is over', () => {
  expect(decideWait(one, all, {}, until - 1)).toEqual({ kind: 'network' });
  expect(decideWait(one, all, {}, until)).toEqual({ kind: 'over' });
  expect(decideWait(one, all, { one: 5 }, until)).toEqual({ kind: 'over' });
});

it('each mark behind one whose class is not open says so, and those before it do not', () => {
  const kinds = all.map((mark) => decideWait(mark, all, { two: 5 }, 0));
  expect(kinds).toEqual([{ kind: 'network' }, { kind: 'unopened' }, { kind: 'behind', title: 'Class two' }]);
});

it('a mark of another key, and one that has gone out, hold nothing back', () => {
  const other = markOf('other', 4, 'key-2');
  expect(decideWait(other, [...all, other], { two: 5 }, 0)).toEqual({ kind: 'network' });
  expect(decideWait(three, [three], { two: 5 }, 0)).toEqual({ kind: 'network' });
});
