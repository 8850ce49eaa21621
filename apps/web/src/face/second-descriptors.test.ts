import { describe, expect, it } from 'vitest';
import { makeClient } from './fake-capture.ts';
import { collectSecond } from './second-descriptors.ts';

const never = () => new Promise<never>(() => undefined);
const rowOf = async (chip: number) => Float32Array.of(chip / 10);

function collect(describeSecond: (chip: number) => Promise<Float32Array | null>, waitMs = 1000) {
  const { client } = makeClient(() => ({ kind: 'no_face' }));
  return collectSecond({ ...client, describeSecond }, true, waitMs);
}

describe('the second recogniser beside a capture', () => {
  it('describes the pictures in their order, whichever answer comes first', async () => {
    const second = collect(async (chip) => {
      await new Promise((resolve) => setTimeout(resolve, 20 - chip * 5));
      return rowOf(chip);
    });
    for (const chip of [1, 2, 3]) second.add(chip);
    expect(await second.finish()).toEqual([[0.1], [0.2], [0.3]]);
  });

  it('leaves out what the capture has thrown away', async () => {
    const second = collect(rowOf);
    second.add(1);
    second.forget();
    second.add(2);
    expect(await second.finish()).toEqual([[0.2]]);
  });

  it.each([
    ['does not come', async () => null],
    ['fails', async () => Promise.reject(new Error('gone'))],
    ['takes too long', never],
    ['misses one picture', async (chip: number) => (chip === 2 ? null : rowOf(chip))],
  ])('goes without it when it %s', async (_, answer) => {
    const second = collect(answer, 30);
    for (const chip of [1, 2]) second.add(chip);
    expect(await second.finish()).toBeNull();
  });

  it('asks for nothing where the server wants the first alone', async () => {
    const { client } = makeClient(() => ({ kind: 'no_face' }));
    const second = collectSecond({ ...client, describeSecond: () => Promise.reject(new Error('asked')) }, false);
    second.add(1);
    expect(await second.finish()).toBeNull();
  });

  it('ends at once when the page is left', async () => {
    const second = collect(never, 10_000);
    second.add(1);
    const leaving = new AbortController();
    const finished = second.finish(leaving.signal);
    leaving.abort(new Error('left the page'));
    await expect(finished).rejects.toThrow('left the page');
  });
});
