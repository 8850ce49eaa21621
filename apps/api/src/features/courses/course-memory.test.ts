import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { openTestDatabase, type TestDatabase } from '#test/database.ts';
import { createCourseMemory, forgetCourse } from './course-memory.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Two courses are kept, for a thousand milliseconds; `ask` tells how often each was loaded so far. */
function memory() {
  const kept = createCourseMemory<string>({ most: 2, idleMs: 1000 });
  const loads = new Map<string, number>();
  const ask = async (id: string, version = 1) => {
    const load = async () => {
      loads.set(id, (loads.get(id) ?? 0) + 1);
      return id;
    };
    expect(await kept.get(database.db, { id, version }, load)).toBe(id);
    return loads.get(id);
  };
  return { kept, ask };
}

it('keeps a course that is asked for, and forgets it when nobody asks for long enough', async () => {
  const { ask } = memory();
  expect(await ask('a')).toBe(1);
  for (let round = 0; round < 3; round += 1) {
    vi.advanceTimersByTime(900);
    expect(await ask('a')).toBe(1);
  }
  vi.advanceTimersByTime(1000);
  expect(vi.getTimerCount()).toBe(0);
  expect(await ask('a')).toBe(2);
});

it('loads another version anew, whose time is its own', async () => {
  const { ask } = memory();
  await ask('a', 1);
  vi.advanceTimersByTime(900);
  expect(await ask('a', 2)).toBe(2);
  vi.advanceTimersByTime(900);
  expect(await ask('a', 2)).toBe(2);
});

it('keeps so many courses, and drops the one that was not asked for longest', async () => {
  const { ask } = memory();
  for (const id of ['a', 'b', 'a', 'c']) await ask(id);
  expect([await ask('a'), await ask('c'), await ask('b')]).toEqual([1, 1, 2]);
});

it('forgets a deleted course, what concerns somebody, and what could not be loaded', async () => {
  const { kept, ask } = memory();
  await ask('a');
  await ask('b');
  forgetCourse(database.db, 'a');
  expect([await ask('a'), await ask('b')]).toEqual([2, 1]);
  kept.forget(database.db, (one) => one === 'b');
  expect([await ask('a'), await ask('b')]).toEqual([2, 2]);
  const failing = () => Promise.reject(new Error('no database'));
  await expect(kept.get(database.db, { id: 'c', version: 1 }, failing)).rejects.toThrow('no database');
  expect(await ask('c')).toBe(1);
});

it('forgets what is just being loaded', async () => {
  const { kept, ask } = memory();
  const loading = kept.get(database.db, { id: 'a', version: 1 }, async () => 'stale');
  kept.forget(database.db, () => false);
  expect(await loading).toBe('stale');
  expect(await ask('a')).toBe(1);
});
