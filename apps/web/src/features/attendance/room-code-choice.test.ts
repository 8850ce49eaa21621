import { beforeEach, expect, test, vi } from 'vitest';

beforeEach(() => {
  const kept = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  vi.resetModules();
});

const open = () => import('./room-code-choice-store.ts');

test('who chose the room code is not asked again on this phone, also after a reload', async () => {
  const first = await open();
  first.chooseRoomCode(first.choiceOf('p1', null));
  vi.resetModules();
  const second = await open();
  const { chosen } = second.useRoomCodeChoice.getState();
  expect(chosen).toContain(second.choiceOf('p1', null));
  expect(chosen).not.toContain(second.choiceOf('p2', null));
});

test('a face that the school turned down is told of once more', async () => {
  const { chooseRoomCode, choiceOf, useRoomCodeChoice } = await open();
  chooseRoomCode(choiceOf('p1', null));
  expect(useRoomCodeChoice.getState().chosen).not.toContain(choiceOf('p1', '2026-11-20T08:00:00.000Z'));
});
