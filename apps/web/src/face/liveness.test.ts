import type { LivenessStep } from '@hadir/contract/liveness.ts';
import { describe, expect, it } from 'vitest';
import { beginStep, followStep, isStill, type Pose, restOf, type StepRun } from './liveness.ts';

const rest: Pose = { at: 0, yaw: 0.03, size: 200, eyes: 0.95 };

/** A look each 33 ms from 33 ms on, with one measure in the place of rest's. */
function series(step: LivenessStep, values: readonly number[]): Pose[] {
  const name = step === 'blink' ? 'eyes' : step.startsWith('turn') ? 'yaw' : 'size';
  return values.map((value, i) => ({ ...rest, at: 33 * (i + 1), [name]: value }));
}

function run(step: LivenessStep, poses: readonly Pose[], from = rest): StepRun {
  const begun = beginStep(step, from, 0);
  if (begun === null) throw new Error('not measurable');
  return poses.reduce(followStep, begun);
}

const hold = (value: number, looks: number) => Array.from({ length: looks }, () => value);
const turn = (to: number) => [...hold(0.03, 10), 0.08, 0.1, ...hold(to, 6), 0.1, ...hold(0.03, 3)];

describe('a step', () => {
  it.each<[LivenessStep, number[]]>([
    ['turn_left', turn(0.25)],
    ['turn_right', turn(0.25).map((yaw) => 0.06 - yaw)],
    ['come_closer', [...hold(200, 10), 215, 230, ...hold(250, 3)]],
    ['move_back', [...hold(200, 10), 180, 170, ...hold(160, 3)]],
    ['blink', [...hold(0.95, 6), 0.6, ...hold(0.05, 4), 0.6, ...hold(0.95, 2)]],
  ])('%s is done, with its times and how far it went', (step, values) => {
    const { startedAt, reachedAt, doneAt, from, to } = run(step, series(step, values));
    expect(startedAt).toBe(0);
    expect(reachedAt).toBeGreaterThan(200);
    expect(doneAt).toBeGreaterThanOrEqual(reachedAt ?? Number.NaN);
    expect(Math.abs(to - from)).toBeGreaterThan(step.startsWith('turn') ? 0.12 : step === 'blink' ? 0.35 : 35);
  });

  it.each<[string, LivenessStep, number[]]>([
    ['the other side', 'turn_left', turn(-0.2)],
    ['a sway', 'turn_left', turn(0.11)],
    ['one look that landmarks got wrong', 'turn_left', [...hold(0.03, 10), 0.4, ...hold(0.03, 10)]],
    ['a turn before anybody can have understood', 'turn_left', [...hold(0.25, 5), ...hold(0.03, 20)]],
    ['a head that is not turned back', 'turn_right', hold(-0.3, 40)],
    ['a step back', 'come_closer', hold(160, 20)],
    ['a little closer', 'come_closer', hold(230, 20)],
    ['eyes that stay open', 'blink', hold(0.8, 40)],
    ['eyes that stay closed', 'blink', hold(0.05, 40)],
  ])('is not done by %s', (_, step, values) => {
    expect(run(step, series(step, values)).doneAt).toBeNull();
  });

  it('is seen in one look by a phone that looks three times a second', () => {
    const poses = [0.03, 0.2, 0.03].map((yaw, i) => ({ ...rest, at: 400 * (i + 1), yaw }));
    expect(run('turn_left', poses)).toMatchObject({ reachedAt: 800, doneAt: 1200 });
  });

  it('is measured from the own pose, not from an even one', () => {
    const tilted = { ...rest, yaw: -0.15 };
    expect(run('turn_left', series('turn_left', hold(0.05, 20)), tilted).reachedAt).not.toBeNull();
    expect(run('turn_right', series('turn_right', hold(-0.2, 20)), tilted).reachedAt).toBeNull();
  });

  it('counts a size from the farthest point before it', () => {
    expect(run('come_closer', series('come_closer', [...hold(150, 10), ...hold(190, 5)])).doneAt).not.toBeNull();
    expect(run('move_back', series('move_back', [...hold(250, 10), ...hold(205, 5)])).doneAt).not.toBeNull();
  });

  it('cannot be seen with eyes that do not count as open, or that nobody measured', () => {
    expect(beginStep('blink', { ...rest, eyes: 0.4 }, 0)).toBeNull();
    expect(beginStep('blink', { ...rest, eyes: null }, 0)).toBeNull();
  });
});

describe('the pose before', () => {
  it('is the middle of the looks, so that one wrong one changes nothing', () => {
    const yaws = [0.02, 0.04, 0.6, 0.03, 0.03];
    expect(restOf(yaws.map((yaw, i) => ({ ...rest, at: i, yaw, eyes: i === 0 ? null : 0.9 })))).toEqual({
      at: 4,
      yaw: 0.03,
      size: 200,
      eyes: 0.9,
    });
    expect(restOf([])).toBeNull();
  });

  it('is still after more than half a second without a turn', () => {
    const looks = (yaws: readonly number[], every: number) => yaws.map((yaw, i) => ({ ...rest, at: i * every, yaw }));
    expect(isStill(looks(hold(0, 20), 33))).toBe(true);
    expect(isStill(looks(hold(0.2, 20), 33))).toBe(false);
    expect(isStill(looks(hold(0, 10), 33))).toBe(false);
    expect(isStill(looks([...hold(0, 19), 0.1], 33))).toBe(false);
    expect(isStill(looks([...hold(0.3, 10), ...hold(0, 20)], 33))).toBe(true);
    expect(isStill(looks(hold(0, 3), 310))).toBe(true);
    expect(isStill(looks(hold(0, 2), 600))).toBe(false);
  });
});
