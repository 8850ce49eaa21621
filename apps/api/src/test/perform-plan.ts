import { randomInt } from 'node:crypto';
import type { LivenessStep, LivenessStepDone } from '@hadir/contract/liveness.ts';

const rest = { yaw: 0.02, height: 190, eyes: 0.95 };
/** What each step is measured by: where it sets out from and how far it goes. */
const measures: Record<LivenessStep, readonly [from: number, to: number]> = {
  turn_left: [rest.yaw, 0.24],
  turn_right: [rest.yaw, -0.22],
  come_closer: [rest.height, 252],
  move_back: [rest.height, 148],
  blink: [rest.eyes, 0.04],
};

/** Frames and evidence of somebody who does what the plan asks for: no two times alike. */
export function performPlan(plan: readonly LivenessStep[], count = 3) {
  let now = randomInt(100, 200);
  const frames = [frameAt(now, 'straight')];
  const steps: LivenessStepDone[] = [];
  for (const step of plan) {
    const started_ms = now + randomInt(20, 60);
    const reached_ms = started_ms + randomInt(400, 700);
    const done_ms = step === 'come_closer' || step === 'move_back' ? reached_ms : reached_ms + randomInt(150, 400);
    const [from, to] = measures[step];
    steps.push({ step, outcome: 'done', started_ms, reached_ms, done_ms, from, to });
    now = done_ms + randomInt(20, 60);
    frames.push(frameAt(now, step));
  }
  while (frames.length < count) {
    now += randomInt(250, 300);
    frames.push(frameAt(now, 'straight'));
  }
  return { frames, liveness: { steps } };
}

function frameAt(t_ms: number, step: string) {
  return { t_ms, box: [200 + randomInt(8), 120, 180, rest.height], score: 0.95, yaw: rest.yaw, step };
}
