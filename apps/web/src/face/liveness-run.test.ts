import type { LivenessStep } from '@hadir/contract/liveness.ts';
import { describe, expect, it } from 'vitest';
import type { Pose } from './liveness.ts';
import { type LivenessCue, type LivenessWish, startLiveness } from './liveness-run.ts';

const rest: Omit<Pose, 'at'> = { yaw: 0, size: 200, eyes: 0.95 };
const gestures: Record<LivenessStep, Partial<Pose>> = {
  turn_left: { yaw: 0.25 },
  turn_right: { yaw: -0.25 },
  come_closer: { size: 260 },
  move_back: { size: 150 },
  blink: { eyes: 0.02 },
};

/** A person before a camera of thirty pictures a second, and what they are told. */
function begin(plan: LivenessStep[], alternatives: LivenessStep[] = []) {
  const cues: (LivenessCue | null)[] = [];
  let wish: LivenessWish | null = null;
  let now = 0;
  const run = startLiveness({
    plan,
    alternatives,
    onCue: (cue) => cues.push(cue),
    takeWish() {
      const taken = wish;
      wish = null;
      return taken;
    },
  });
  const look = (pose: Partial<Pose> | null, ms: number) => {
    for (const end = now + ms; now < end; ) {
      now += 33;
      run.look(pose && { ...rest, at: now, ...pose }, now);
    }
  };
  const perform = (step: LivenessStep) => {
    look({}, 600);
    look(gestures[step], 300);
    look({}, 300);
  };
  return { run, cues, look, perform, wants: (wanted: LivenessWish) => (wish = wanted) };
}

describe('the steps of a capture', () => {
  it('are asked for one after the other, and told as they were seen', () => {
    const { run, cues, look, perform } = begin(['turn_left', 'move_back']);
    run.enter(0);
    look({}, 300);
    expect(run.isSettled()).toBe(false);
    look({}, 300);
    expect(run.isSettled()).toBe(true);
    run.enter(1);
    expect(run.isSettled()).toBe(false);
    perform('turn_left');
    expect(run.isSettled()).toBe(true);
    run.enter(2);
    perform('move_back');
    run.enter(3);
    expect(run.isSettled()).toBe(true);
    expect(run.seen()).toMatchObject([
      { step: 'turn_left', outcome: 'done', from: 0, to: 0.25 },
      { step: 'move_back', outcome: 'done', from: 200, to: 150 },
    ]);
    expect([0, 1, 2, 3].map(run.nameOf)).toEqual(['straight', 'turn_left', 'move_back', 'straight']);
    expect(cues.map((cue) => cue && [cue.step, cue.phase, cue.number, cue.of])).toEqual([
      ['turn_left', 'do', 1, 2],
      ['turn_left', 'return', 1, 2],
      null,
      ['move_back', 'do', 2, 2],
      null,
    ]);
  });

  it('may be exchanged for the next alternative', () => {
    const { run, look, perform, wants } = begin(['turn_left', 'blink'], ['come_closer', 'move_back']);
    run.enter(0);
    look({}, 600);
    run.enter(1);
    look({}, 300);
    wants('another');
    perform('come_closer');
    expect(run.seen()).toMatchObject([
      { step: 'turn_left', outcome: 'skipped', why: 'cannot' },
      { step: 'come_closer', outcome: 'done' },
    ]);
    expect(run.nameOf(1)).toBe('come_closer');
  });

  it('are left out when the person goes on without', () => {
    const { run, look, wants } = begin(['turn_left', 'blink'], ['come_closer']);
    run.enter(1);
    look({}, 300);
    wants('without');
    look({}, 40);
    expect(run.isSettled()).toBe(true);
    run.enter(2);
    look({}, 40);
    expect(run.isSettled()).toBe(true);
    expect(run.seen()).toMatchObject([{ step: 'turn_left', outcome: 'skipped', why: 'cannot' }]);
    expect([run.nameOf(1), run.nameOf(2)]).toEqual(['straight', 'straight']);
  });

  it('offer help after a while and end by themselves', () => {
    const { run, cues, look } = begin(['turn_left', 'turn_right'], ['blink']);
    run.enter(1);
    look({}, 7_900);
    expect(cues.at(-1)).toMatchObject({ isLate: false });
    look({}, 300);
    expect(cues.at(-1)).toMatchObject({ isLate: true });
    look({}, 18_000);
    expect(run.isSettled()).toBe(true);
    expect(run.seen()).toMatchObject([{ step: 'turn_left', outcome: 'skipped', why: 'time' }]);
  });

  it('are exchanged by themselves where the phone cannot measure them', () => {
    const { run, look } = begin(['blink', 'turn_right'], ['come_closer']);
    run.enter(0);
    expect(run.needsEyes()).toBe(true);
    look({ eyes: null }, 600);
    run.enter(1);
    look({ eyes: null }, 3_200);
    expect(run.seen()).toMatchObject([{ step: 'blink', outcome: 'skipped', why: 'not_measured' }]);
    expect([run.nameOf(1), run.needsEyes()]).toEqual(['come_closer', false]);
  });

  it('begin anew when the pictures do, as after a second face', () => {
    const { run, look, perform } = begin(['turn_left', 'turn_right'], ['blink']);
    run.enter(0);
    look({}, 600);
    run.enter(1);
    perform('turn_left');
    look(null, 100);
    run.enter(0);
    expect(run.seen()).toEqual([]);
    expect(run.isSettled()).toBe(false);
    look({}, 600);
    run.enter(1);
    expect(run.isSettled()).toBe(false);
  });

  it('count nothing while nobody is seen', () => {
    const { run, look } = begin(['turn_left', 'turn_right']);
    run.enter(0);
    look({}, 600);
    run.enter(1);
    look(null, 3_000);
    expect(run.isSettled()).toBe(false);
    expect(run.seen()).toEqual([]);
  });
});
