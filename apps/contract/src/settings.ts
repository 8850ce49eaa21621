import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Id, Instant, line } from './field.ts';

const Points = z.number().int().min(0).max(100);

/** Points of one attempt by what was seen; they add up. */
const RiskWeights = z.strictObject({
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
  /** Times or measures of the pictures or of the liveness steps that no camera and no person gives. */
  liveness_timing: Points.default(30),
  /** One step was exchanged for another, as people may who cannot do it. */
  liveness_exchanged: Points.default(15),
  /** The steps that were asked for were left out, or more than one exchanged. */
  liveness_not_shown: Points.default(30),
  /** The passive model took the face for a print or a screen; only where the school has switched it on. */
  passive_liveness: Points.default(20),
  virtual_camera: Points.default(30),
  desktop_browser: Points.default(10),
  /** More than three failures before. */
  failures_before: Points.default(10),
});

export const RiskComponent = z.enum([
  'unconfirmed_key',
  'shared_device',
  'room_code_missing',
  'inside_by_accuracy',
  'impossible_speed',
  'equal_series',
  'close_second',
  'liveness_timing',
  'liveness_exchanged',
  'liveness_not_shown',
  'passive_liveness',
  'virtual_camera',
  'desktop_browser',
  'failures_before',
]);
export type RiskComponent = z.infer<typeof RiskComponent>;

/** What becomes of a mark that fails a check: refused, accepted but flagged for staff, or accepted. */
export const CheckPolicy = z.enum(['block', 'flag', 'allow']);
export type CheckPolicy = z.infer<typeof CheckPolicy>;

export const Switch = z.enum(['on', 'off']);

/** Which steps a phone may ask for, whether it does, and whether the passive model is loaded. */
export const LivenessSettings = z.strictObject({
  plan: Switch.default('on'),
  turn_left: Switch.default('on'),
  turn_right: Switch.default('on'),
  blink: Switch.default('on'),
  come_closer: Switch.default('on'),
  move_back: Switch.default('on'),
  passive: Switch.default('off'),
});
export type LivenessSettings = z.infer<typeof LivenessSettings>;

/** Checks of the protocol's table, by their numbers. */
const CheckName = z.enum(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12']);

const Limit = z.number().int().min(1).max(500);

const years = (least: number) => z.number().int().min(least).max(30);
const days = (least: number, most: number) => z.number().int().min(least).max(most);

/**
 * How long the school keeps what. None can be so short that what rests on it fails: a mark made without network comes up
 * to two days late, a year's attendance is asked for at its end, and the audit answers for both.
 */
export const RetentionFigures = z.strictObject({
  /** Attendance records with their sessions, attempts, decisions and signals. */
  attendance_years: years(1).default(7),
  /** Details of the audit log; its rows go with the longest figure of all schools. */
  audit_years: years(5).default(5),
  /** From then on the position of an attempt is known to about a kilometre. */
  position_days: days(7, 90).default(90),
  /** Faces of people who are inactive, or in no running course, and have not marked for so long. */
  unused_template_days: days(30, 730).default(180),
  /** Sign-ins, wrong passwords, and who used which phone. */
  trace_days: days(30, 365).default(90),
});
export type RetentionFigures = z.infer<typeof RetentionFigures>;

/**
 * What a school decides about its marks. Only the position may be let through: every other check of the
 * protocol's table always blocks.
 */
export const AttemptSettings = z.strictObject({
  weights: RiskWeights.prefault({}),
  liveness: LivenessSettings.prefault({}),
  /** Points from which a mark is flagged, and from which it waits for a person. */
  flag_at: Limit.default(30),
  review_at: Limit.default(60),
  /** Two recognisers judge a face together, not the first alone. */
  second_recogniser: Switch.default('on'),
  retention: RetentionFigures.prefault({}),
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

/** The settings that stand, with the version that attempts name which were judged by them. */
export const SettingsReply = z.object({
  version: z.number().int(),
  settings: AttemptSettings,
  /** Null while nobody has changed the defaults. */
  changed_at: Instant.nullable(),
  changed_by: z.string().nullable(),
});
export type SettingsReply = z.infer<typeof SettingsReply>;

/** Some of the settings; what is left out stays as it is. */
export const SettingsChange = z.strictObject({
  /** The version that was looked at. */
  version: z.number().int().min(1).max(2_147_483_647),
  reason: line(3, 500),
  weights: z.partialRecord(RiskComponent, Points).optional(),
  liveness: z.partialRecord(LivenessSettings.keyof(), Switch).optional(),
  flag_at: Limit.optional(),
  review_at: Limit.optional(),
  second_recogniser: Switch.optional(),
  retention: RetentionFigures.partial().optional(),
  policies: z
    .partialRecord(CheckName, CheckPolicy)
    .superRefine((policies, context) => {
      for (const [check, policy] of Object.entries(policies)) {
        if (check === '9' || policy === 'block') continue;
        context.addIssue({ code: 'custom', path: [check], message: 'this check always blocks' });
      }
    })
    .optional(),
});
export type SettingsChange = z.infer<typeof SettingsChange>;

/** One value that a version changed; `field` is its path, such as `weights.shared_device`. */
export const ChangedSetting = z.object({
  field: z.string(),
  before: z.union([z.number(), z.string()]),
  after: z.union([z.number(), z.string()]),
});
export type ChangedSetting = z.infer<typeof ChangedSetting>;

export const SettingsVersion = z.object({
  version: z.number().int(),
  changed_at: Instant,
  changed_by: z.object({ id: Id, name: z.string() }).nullable(),
  reason: z.string(),
  changes: z.array(ChangedSetting),
});
export type SettingsVersion = z.infer<typeof SettingsVersion>;

export const getSettings = endpoint({
  method: 'GET',
  path: '/api/settings',
  summary: 'Points, limits, recognisers and policies by which marks are judged',
  access: 'settings:read',
  reply: SettingsReply,
});

export const updateSettings = endpoint({
  method: 'PATCH',
  path: '/api/settings',
  summary: 'Change points, limits, recognisers and the policy for positions; counts from the next mark on',
  description:
    'Checks 1-8 and 10-12 always block. `flag_at` stays below `review_at`. A liveness plan needs two steps that are on. A `version` that is not the present one answers `not_possible_now`: another admin was first.',
  access: 'settings:write',
  stepUp: true,
  body: SettingsChange,
  reply: SettingsReply,
});

export const listSettingsHistory = endpoint({
  method: 'GET',
  path: '/api/settings/history',
  summary: 'Versions of the settings, newest first, with what each changed, by whom and why',
  access: 'settings:read',
  query: z.object({ cursor: z.string().max(200).optional() }),
  reply: z.object({
    items: z.array(SettingsVersion),
    per_page: z.literal(50),
    next_cursor: z.string().nullable(),
  }),
});
