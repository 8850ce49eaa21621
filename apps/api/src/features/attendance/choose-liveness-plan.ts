import { randomInt } from 'node:crypto';
import { LivenessStep, livenessStepsAsked } from '@hadir/contract/liveness.ts';
import type { LivenessSettings } from '@hadir/contract/settings.ts';

/**
 * Every step the school has on, in an order nobody knows beforehand: the first two are asked for, those after them stand
 * in for what a person cannot do, in this order. Empty where the school asks for nothing.
 */
export function chooseLivenessPlan(settings: LivenessSettings): LivenessStep[] {
  if (settings.plan === 'off') return [];
  const steps = LivenessStep.options.filter((step) => settings[step] === 'on');
  const chosen: LivenessStep[] = [];
  while (steps.length > 0) chosen.push(...steps.splice(randomInt(steps.length), 1));
  return chosen;
}

/** A plan as a row holds it, as the phone is told it. */
export function livenessPlanOnWire(plan: readonly string[]) {
  const steps = LivenessStep.array().parse(plan);
  return { liveness_plan: steps.slice(0, livenessStepsAsked), liveness_alternatives: steps.slice(livenessStepsAsked) };
}
