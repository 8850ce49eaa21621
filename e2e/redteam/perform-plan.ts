import type { LivenessStep } from '@hadir/contract/liveness.ts';
import type { Shot } from './faces.ts';

/** How somebody who does as they are asked moves: so much further to a side, so many times as large. */
const gestures: Record<LivenessStep, (shot: Shot, random: () => number) => readonly [from: number, to: number]> = {
  turn_left: ({ yaw }, random) => [yaw, yaw + 0.2 + random() * 0.15],
  turn_right: ({ yaw }, random) => [yaw, yaw - 0.2 - random() * 0.15],
  come_closer: ({ box }, random) => [box[3] ?? 0, (box[3] ?? 0) * (1.22 + random() * 0.2)],
  move_back: ({ box }, random) => [box[3] ?? 0, (box[3] ?? 0) / (1.22 + random() * 0.2)],
  blink: (_, random) => [0.8 + random() * 0.19, random() * 0.2],
};

/** The pictures as frames of a capture in which the plan was done, and what the phone saw of it. */
export function performPlan(plan: readonly LivenessStep[], shots: readonly Shot[], random: () => number) {
  const within = (least: number, most: number) => Math.round(least + random() * (most - least));
  let now = 0;
  const frames: object[] = [];
  const steps: object[] = [];
  for (const [index, shot] of shots.entries()) {
    const step = plan[index - 1];
    const before = shots[index - 1];
    if (step && before) {
      const started_ms = now + within(15, 60);
      const reached_ms = started_ms + within(420, 900);
      const done_ms = step === 'come_closer' || step === 'move_back' ? reached_ms : reached_ms + within(180, 450);
      const [from, to] = gestures[step](before, random);
      steps.push({ step, outcome: 'done', started_ms, reached_ms, done_ms, from, to });
      now = done_ms + within(15, 60);
    } else now += within(260, 420);
    frames.push({ t_ms: now, box: shot.box, score: shot.score, yaw: shot.yaw, step: step ?? 'straight' });
  }
  return { frames, ...(plan.length > 0 && { liveness: { steps } }) };
}
