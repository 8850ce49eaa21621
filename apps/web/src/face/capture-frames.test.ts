import { describe, expect, it, vi } from 'vitest';
import { captureFrames } from './capture-frames.ts';
import { face, makeClient, oneFace, quick } from './fake-capture.ts';

describe('the capture for a mark', () => {
  it('takes as many good pictures as asked, some time apart, in the shape of the wire', async () => {
    const { client } = makeClient(() => oneFace);
    const capture = await captureFrames({ ...quick, client, count: 3 });
    expect(capture.kind).toBe('captured');
    expect(capture.frames).toHaveLength(3);
    expect(capture.frames[0]).toMatchObject({ box: [160, 120, 320, 240], score: 0.9, yaw: 0, step: 'straight' });
    const [first, second, third] = capture.frames.map(({ t_ms }) => t_ms);
    expect((second ?? 0) - (first ?? 0)).toBeGreaterThanOrEqual(9);
    expect((third ?? 0) - (second ?? 0)).toBeGreaterThanOrEqual(9);
    expect(capture.descriptors['face-api-128']?.map((row) => [row.length, row[0]])).toEqual([
      [128, 0.1],
      [128, 0.2],
      [128, 0.3],
    ]);
  });

  it.each([
    ['no_face', { kind: 'no_face' }, 'no_face'],
    ['several_faces', { kind: 'several_faces', count: 2 }, 'several_faces'],
    ['not_good_enough', { kind: 'one_face', face: { ...face, share: 0.1 } }, 'closer'],
  ] as const)('ends with %s and nothing described when it never gets better', async (kind, tracking, guidance) => {
    const { client, countDescribed } = makeClient(() => tracking);
    const told = vi.fn();
    const capture = await captureFrames({ ...quick, timeoutMs: 60, client, onGuidance: told });
    expect(capture).toEqual({ kind, guidance, frames: [], descriptors: { 'face-api-128': [] } });
    expect(countDescribed()).toBe(0);
    expect(told).toHaveBeenCalledTimes(1);
    expect(told.mock.calls[0]?.[0]).toBe(guidance);
  });

  it('names what was in the way most of the time, not what came last', async () => {
    const { client } = makeClient((picture) =>
      picture % 4 === 3 ? { kind: 'one_face', face: { ...face, share: 0.1 } } : { kind: 'several_faces', count: 2 },
    );
    for (const timeoutMs of [60, 66, 72, 78]) {
      expect((await captureFrames({ ...quick, timeoutMs, client })).kind).toBe('several_faces');
    }
  });

  it('forgets what it took when a second face comes in, so that two people never share one attempt', async () => {
    const { client } = makeClient((picture) => (picture === 3 ? { kind: 'several_faces', count: 2 } : oneFace));
    const capture = await captureFrames({ ...quick, client, count: 4, spacingMs: 0 });
    expect(capture.kind).toBe('captured');
    expect(capture.descriptors['face-api-128']?.[0]?.[0]).toBeGreaterThan(0.1);
    expect(capture.frames).toHaveLength(4);
  });

  it('does not tell what lasts shorter than anybody can follow', async () => {
    const { client } = makeClient((picture) => (picture % 3 === 2 ? { kind: 'no_face' } : oneFace));
    const told = vi.fn();
    await captureFrames({ ...quick, client, count: 5, onGuidance: told });
    expect(told.mock.calls.map(([guidance]) => guidance)).toEqual(['good']);
  });

  it('tells a change that lasts', async () => {
    const { client } = makeClient((picture) =>
      picture < 3 ? { kind: 'several_faces', count: 3 } : { kind: 'no_face' },
    );
    const told = vi.fn();
    await captureFrames({ ...quick, timeoutMs: 500, client, onGuidance: told });
    expect(told.mock.calls).toEqual([
      ['several_faces', null],
      ['no_face', null],
    ]);
  });

  it('is content with the minimum when the time is over', async () => {
    const { client, countDescribed } = makeClient(() => (countDescribed() < 3 ? oneFace : { kind: 'no_face' }));
    const capture = await captureFrames({ ...quick, timeoutMs: 150, client, count: 5 });
    expect(capture.kind).toBe('captured');
    expect(capture.frames).toHaveLength(3);
  });

  it('hands over what it has when that is less than the minimum', async () => {
    const { client, countDescribed } = makeClient(() => (countDescribed() < 2 ? oneFace : { kind: 'no_face' }));
    const capture = await captureFrames({ ...quick, timeoutMs: 150, client, count: 5 });
    expect(capture.kind).toBe('no_face');
    expect(capture.descriptors['face-api-128']).toHaveLength(2);
  });

  it('ends at once when the page is left', async () => {
    const { client } = makeClient(() => ({ kind: 'no_face' }));
    const leaving = new AbortController();
    const capture = captureFrames({ ...quick, timeoutMs: 10_000, client, signal: leaving.signal });
    leaving.abort(new Error('left the page'));
    await expect(capture).rejects.toThrow('left the page');
  });
});
