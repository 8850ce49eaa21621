import { describe, expect, it } from 'vitest';
import { captureShots } from './capture-shots.ts';
import { face, makeClient, oneFace, quick } from './fake-capture.ts';

describe('the capture for an enrolment', () => {
  it('asks for a turn to both sides and takes five shots', async () => {
    let wanted = 'straight';
    const yaws: Record<string, number> = { straight: 0, left: 0.2, right: -0.2 };
    const { client } = makeClient(() => ({ kind: 'one_face', face: { ...face, yaw: yaws[wanted] ?? 0 } }));
    const asked: string[] = [];
    const onStep = (step: string) => {
      wanted = step;
      asked.push(step);
    };
    const capture = await captureShots({ ...quick, client, onStep, patienceMs: 10_000 });
    expect(asked).toEqual(['straight', 'left', 'right', 'straight', 'straight']);
    expect(capture.frames.map(({ yaw }) => yaw)).toEqual([0, 0.2, -0.2, 0, 0]);
  });

  it('does not wait for ever for a turn', async () => {
    const { client } = makeClient(() => oneFace);
    const capture = await captureShots({ ...quick, client, timeoutMs: 2000, patienceMs: 30 });
    expect(capture.kind).toBe('captured');
    expect(capture.frames).toHaveLength(5);
  });

  it('is not content with four', async () => {
    const { client, countDescribed } = makeClient(() => (countDescribed() < 4 ? oneFace : { kind: 'no_face' }));
    const capture = await captureShots({ ...quick, client, timeoutMs: 500, patienceMs: 10 });
    expect(capture.kind).toBe('no_face');
    expect(capture.frames).toHaveLength(4);
  });

  it('asks for a turn beyond how the person looks straight', async () => {
    let wanted = 'straight';
    const yaws: Record<string, number> = { straight: 0.12, left: 0.3, right: -0.01 };
    const { client } = makeClient(() => ({ kind: 'one_face', face: { ...face, yaw: yaws[wanted] ?? 0 } }));
    const onStep = (step: string) => {
      wanted = step;
    };
    const capture = await captureShots({ ...quick, client, onStep, patienceMs: 10_000 });
    expect(capture.frames.map(({ yaw }) => yaw)).toEqual([0.12, 0.3, -0.01, 0.12, 0.12]);
  });

  it('waits for better light, and not for ever', async () => {
    const dim = makeClient((picture) => ({
      kind: 'one_face',
      face: { ...face, backdrop: 40, brightness: picture < 8 ? 40 : 110 },
    }));
    const told: string[] = [];
    const onGuidance = (guidance: string) => told.push(guidance);
    const better = await captureShots({ ...quick, client: dim.client, onGuidance, patienceMs: 10_000, timeoutMs: 200 });
    expect(better.frames.length).toBeGreaterThan(0);
    expect(told[0]).toBe('more_light');
    const dark = makeClient(() => ({ kind: 'one_face', face: { ...face, brightness: 40 } }));
    const capture = await captureShots({ ...quick, client: dark.client, timeoutMs: 5000, patienceMs: 30 });
    expect(capture.kind).toBe('captured');
  });

  it('keeps its patience while nobody is there', async () => {
    const { client } = makeClient((picture) => (picture < 20 ? { kind: 'no_face' } : oneFace));
    const asked: string[] = [];
    const onTaken = () => asked.push('taken');
    const onStep = (step: string) => asked.push(step);
    await captureShots({ ...quick, client, onTaken, onStep, timeoutMs: 400, patienceMs: 10_000 });
    // The second shot still waits for the turn.
    expect(asked).toEqual(['straight', 'taken', 'left']);
  });

  it('takes a shot anew that does not go with the others, and says so', async () => {
    const { client } = makeClient(
      () => oneFace,
      (shot) => (shot === 2 ? 5 : shot / 100),
    );
    const told: string[] = [];
    const onGuidance = (guidance: string) => told.push(guidance);
    const capture = await captureShots({ ...quick, client, onGuidance, timeoutMs: 5000, patienceMs: 10 });
    expect(capture.descriptors['face-api-128']?.map(([first]) => first)).toEqual([0.01, 0.03, 0.04, 0.05, 0.06]);
    expect(told).toContain('once_more');
  });

  it('begins again with the newest when it was the first that was wrong', async () => {
    const { client } = makeClient(
      () => oneFace,
      (shot) => (shot === 1 ? 5 : shot / 100),
    );
    const capture = await captureShots({ ...quick, client, timeoutMs: 5000, patienceMs: 10 });
    expect(capture.descriptors['face-api-128']?.map(([first]) => first)).toEqual([0.04, 0.05, 0.06, 0.07, 0.08]);
  });

  it('never takes a still picture for five shots', async () => {
    const { client } = makeClient(
      () => oneFace,
      () => 0.3,
    );
    const capture = await captureShots({ ...quick, client, timeoutMs: 300, patienceMs: 10 });
    expect(capture.kind).toBe('not_good_enough');
    expect(capture.frames).toHaveLength(1);
  });
});
