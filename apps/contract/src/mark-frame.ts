import { z } from 'zod';

const Side = z.number().positive();

/**
 * One frame that a descriptor was taken from. `t_ms` since the capture began, rising from frame to frame; `box` in
 * picture pixels, as a list x, y, width, height; `yaw` as in the worker, -1 to 1 for a face that landmarks fit; `step` is
 * the liveness step it was taken after, `straight` without one.
 */
export const MarkFrame = z.object({
  t_ms: z.number().min(0),
  box: z.union([
    z.tuple([z.number(), z.number(), Side, Side]),
    z.object({ x: z.number(), y: z.number(), width: Side, height: Side }),
  ]),
  score: z.number().min(0).max(1),
  yaw: z.number().min(-2).max(2),
  step: z.string().max(40).nullish(),
});
export type MarkFrame = z.infer<typeof MarkFrame>;
