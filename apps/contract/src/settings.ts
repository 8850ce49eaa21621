import { z } from 'zod';

const Points = z.number().int().min(0).max(100);

/** Points of one attempt by what was seen; they add up. */
export const RiskWeights = z.strictObject({
  /** The key is younger than 24 hours and nobody has vouched for it. */
  unconfirmed_key: Points.default(25),
  /** Another person marked with this device today. */
  shared_device: Points.default(40),
  /** The room code stood on the screen and was not given. */
  room_code_missing: Points.default(25),
  inside_by_accuracy: Points.default(15),
  /** Faster since the last fix than anybody travels. */
  impossible_speed: Points.default(40),
  /** Another student sent the same coordinates, accuracies and times. */
  equal_series: Points.default(30),
  /** The second nearest face of the roster is nearly as near. */
  close_second: Points.default(25),
  liveness_timing: Points.default(30),
  virtual_camera: Points.default(30),
  desktop_browser: Points.default(10),
  /** More than three failures before. */
  failures_before: Points.default(10),
});
export type RiskWeights = z.infer<typeof RiskWeights>;

export const RiskComponent = z.enum([
  'unconfirmed_key',
  'shared_device',
  'room_code_missing',
  'inside_by_accuracy',
  'impossible_speed',
  'equal_series',
  'close_second',
  'liveness_timing',
  'virtual_camera',
  'desktop_browser',
  'failures_before',
]);
export type RiskComponent = z.infer<typeof RiskComponent>;

/** What becomes of a mark that fails a check: refused, accepted but flagged for staff, or accepted. */
export const CheckPolicy = z.enum(['block', 'flag', 'allow']);
export type CheckPolicy = z.infer<typeof CheckPolicy>;

/**
 * What a school decides about its marks. Only the position may be let through: every other check of the
 * protocol's table always blocks.
 */
export const AttemptSettings = z.strictObject({
  weights: RiskWeights.prefault({}),
  /** Points from which a mark is flagged, and from which it waits for a person. */
  flag_at: z.number().int().min(1).max(500).default(30),
  review_at: z.number().int().min(1).max(500).default(60),
  policies: z
    .strictObject({
      '1': z.literal('block').default('block'),
      '2': z.literal('block').default('block'),
      '3': z.literal('block').default('block'),
      '4': z.literal('block').default('block'),
      '5': z.literal('block').default('block'),
      '6': z.literal('block').default('block'),
      '7': z.literal('block').default('block'),
      '8': z.literal('block').default('block'),
      '9': CheckPolicy.default('block'),
      '10': z.literal('block').default('block'),
      '11': z.literal('block').default('block'),
      '12': z.literal('block').default('block'),
    })
    .prefault({}),
});
export type AttemptSettings = z.infer<typeof AttemptSettings>;
