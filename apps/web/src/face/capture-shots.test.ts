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
});
