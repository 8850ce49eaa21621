import { describe, expect, it, vi } from 'vitest';
import { captureFrames } from './capture-frames.ts';
import { face, makeClient, oneFace, quick } from './fake-capture.ts';
import type { LivenessCue } from './liveness-run.ts';
import type { Tracking } from './tracking.ts';

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
    expect(capture).toMatchObject({ kind, guidance, frames: [] });
    expect(Object.values(capture.descriptors).flat()).toEqual([]);
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
    const { client } = makeClient(
      (picture) => (picture % 3 === 2 ? { kind: 'no_face' } : oneFace),
      (shot) => shot / 20,
    );
    const told = vi.fn();
    await captureFrames({ ...quick, client, count: 5, onGuidance: told });
    expect(told.mock.calls.map(([guidance]) => guidance)).toEqual(['good']);
  });

  it('takes a picture anew that lies too far from the others for one attempt', async () => {
    const { client } = makeClient(
      () => oneFace,
      (shot) => (shot === 2 ? 0.9 : shot / 50),
    );
    const capture = await captureFrames({ ...quick, client, count: 3 });
    expect(capture.descriptors['face-api-128']?.map(([value]) => value)).toEqual([0.02, 0.06, 0.08]);
  });

  it('begins anew where the first picture was the odd one', async () => {
    const { client } = makeClient(
      () => oneFace,
      (shot) => (shot === 1 ? 0.9 : shot / 50),
    );
    const capture = await captureFrames({ ...quick, client, count: 3 });
    expect(capture.descriptors['face-api-128']?.map(([value]) => value)).toEqual([0.08, 0.1, 0.12]);
  });

  it('waits a while for somebody who looks aside to look ahead', async () => {
    const aside: Tracking = { kind: 'one_face', face: { ...face, yaw: 0.3 } };
    const { client } = makeClient((picture) => (picture < 10 ? aside : oneFace));
    const capture = await captureFrames({ ...quick, client, count: 3 });
    expect(capture.frames.map(({ yaw }) => yaw)).toEqual([0, 0, 0]);
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

describe('the capture with liveness steps', () => {
  const gestures = { turn_left: { yaw: 0.25 }, come_closer: { box: { ...face.box, height: 0.7 } } };
  type Step = keyof typeof gestures;
  const isKnown = (step: string): step is Step => step in gestures;

  /** Somebody who does what they are told at once. */
  function open(plan: Step[], obey = true) {
    let cue: LivenessCue | null = null;
    const { client, countDescribed } = makeClient(() => {
      const isAsked = obey && cue?.phase === 'do' && isKnown(cue.step);
      return { kind: 'one_face', face: { ...face, ...(isAsked && cue && isKnown(cue.step) && gestures[cue.step]) } };
    });
    const liveness = {
      plan,
      alternatives: [],
      takeWish: () => null,
      onCue: (next: LivenessCue | null) => (cue = next),
    };
    return { client, countDescribed, liveness };
  }

  it('takes one picture before them, one after each and the others at the end', async () => {
    const { client, liveness } = open(['turn_left', 'come_closer']);
    const capture = await captureFrames({ ...quick, timeoutMs: 5_000, client, liveness });
    expect(capture.kind).toBe('captured');
    expect(capture.frames.map(({ step }) => step)).toEqual(['straight', 'turn_left', 'come_closer', 'straight']);
    expect(capture.frames[1]?.yaw).toBe(0);
    const steps = capture.liveness?.steps ?? [];
    expect(steps).toMatchObject([
      { step: 'turn_left', outcome: 'done', from: 0, to: 0.25 },
      { step: 'come_closer', outcome: 'done', from: 240, to: 336 },
    ]);
    const times = steps.flatMap((step) => (step.outcome === 'done' ? [step.started_ms, step.done_ms] : []));
    const [first, second, third] = capture.frames.map(({ t_ms }) => t_ms);
    const inOrder = [first ?? 0, times[0] ?? 0, times[1] ?? 0, second ?? 0, times[2] ?? 0, times[3] ?? 0, third ?? 0];
    expect([...inOrder].sort((a, b) => a - b)).toEqual(inOrder);
  });

  it('ends when the person has gone, with what was taken', async () => {
    const { client, countDescribed, liveness } = open(['turn_left', 'come_closer'], false);
    const track: typeof client.track = (frame, call) =>
      countDescribed() > 0 ? Promise.resolve({ kind: 'no_face' }) : client.track(frame, call);
    const options = { ...quick, timeoutMs: 2_000, client: { ...client, track }, liveness };
    const capture = await captureFrames(options);
    expect(capture.kind).toBe('no_face');
    expect(capture.frames).toHaveLength(1);
    expect(capture.liveness).toEqual({ steps: [] });
  });

  it('asks the passive model only where it is wanted, and hands on the middle of its words', async () => {
    const lives = [0.9, 0.2, 0.8];
    const asked: unknown[] = [];
    const { client } = makeClient(() => oneFace);
    const describe: typeof client.describe = async (frame, call) => {
      asked.push(call?.closer);
      const seen = await client.describe(frame, call);
      return seen.kind === 'described' ? { ...seen, face: { ...seen.face, life: lives.pop() ?? 0 } } : seen;
    };
    const wanted = { ...quick, client: { ...client, describe }, count: 3, isPassiveWanted: true };
    expect((await captureFrames(wanted)).liveness).toEqual({ steps: [], passive: 0.8 });
    expect(asked).toEqual([{ life: true }, { life: true }, { life: true }]);
    expect((await captureFrames({ ...wanted, isPassiveWanted: false })).liveness).toBeUndefined();
  });
});
