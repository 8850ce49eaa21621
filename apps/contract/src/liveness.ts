import { z } from 'zod';

/** What a phone may ask of the person before it, to see that they are there. Left and right are the person's own. */
export const LivenessStep = z.enum(['turn_left', 'turn_right', 'blink', 'come_closer', 'move_back']);
export type LivenessStep = z.infer<typeof LivenessStep>;

/** So many steps of a plan are asked for; those after them are there for who cannot do one. */
export const livenessStepsAsked = 2;

/** Below this the passive model says print or screen rather than living; measured in `docs/accuracy.md`. */
export const leastLive = 0.5;

const Milliseconds = z.number().min(0).max(600_000);

/**
 * What the phone saw of one step. Times since the capture began, as those of the frames. `from` and `to` are measured in
 * the worker: head turn (as a frame's `yaw`), height of the face's box in picture pixels, or how open the eyes are, 0 to 1.
 */
const DoneStep = z.object({
  step: LivenessStep,
  outcome: z.literal('done'),
  started_ms: Milliseconds,
  /** The gesture was there. */
  reached_ms: Milliseconds,
  /** It was over, and the person in a pose to be described. */
  done_ms: Milliseconds,
  from: z.number().min(-2).max(10_000),
  to: z.number().min(-2).max(10_000),
});

/** The person said that they cannot, it took too long, or this phone cannot measure it. */
const SkippedStep = z.object({
  step: LivenessStep,
  outcome: z.literal('skipped'),
  started_ms: Milliseconds,
  why: z.enum(['cannot', 'time', 'not_measured']),
});

export const LivenessStepSeen = z.discriminatedUnion('outcome', [DoneStep, SkippedStep]);
export type LivenessStepSeen = z.infer<typeof LivenessStepSeen>;
export type LivenessStepDone = z.infer<typeof DoneStep>;

/** What travels with a mark. Never refuses one: what is missing or does not fit gives points. */
export const LivenessEvidence = z.object({
  /** In the order in which they were asked, each at most once. */
  steps: z.array(LivenessStepSeen).max(LivenessStep.options.length),
  /** Where the school wants it: how sure the passive model is that this is no print or screen, 0 to 1. */
  passive: z.number().min(0).max(1).optional(),
});
export type LivenessEvidence = z.infer<typeof LivenessEvidence>;
