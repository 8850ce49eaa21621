import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Instant } from './field.ts';

/** With fewer people nothing is told: a histogram of a few is a list of them. */
export const calibrationPeople = { least: 10 };

/** Shares of strangers for which a threshold is suggested. */
export const calibrationShares = [0.001, 0.01] as const;

/** Which distance: of either recogniser alone, or of both together on the scale of the first. */
export const CalibratedBy = z.enum(['together', 'first', 'second']);
export type CalibratedBy = z.infer<typeof CalibratedBy>;

export const CalibrationBin = z.object({
  /** Distances from here up to the next. */
  from: z.number(),
  /** A shot against the mean of the other shots of the same enrolment. */
  shots: z.number().int(),
  /** Confirmed marks. */
  marks: z.number().int(),
  /** Two different people's enrolled faces. */
  strangers: z.number().int(),
});
export type CalibrationBin = z.infer<typeof CalibrationBin>;

export const ThresholdSuggestion = z.object({
  /** Of strangers that pass. */
  share: z.number(),
  /** So many people are needed to tell. */
  people_needed: z.number().int(),
  /** Null where the school has too few people to tell. With its 95 % interval, people drawn anew. */
  threshold: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  /** Of the own shots and marks beyond it, 0 to 1; null without any. */
  shots_refused: z.number().nullable(),
  marks_refused: z.number().nullable(),
});
export type ThresholdSuggestion = z.infer<typeof ThresholdSuggestion>;

export const CalibrationOf = z.object({
  by: CalibratedBy,
  /** Its distance is what the school's threshold counts for. */
  decides: z.boolean(),
  people: z.number().int(),
  strangers: z.number().int(),
  shots: z.number().int(),
  marks: z.number().int(),
  bin_width: z.number(),
  /** Empty where there are too few people. */
  bins: z.array(CalibrationBin),
  suggestions: z.array(ThresholdSuggestion),
});
export type CalibrationOf = z.infer<typeof CalibrationOf>;

export const getFaceCalibration = endpoint({
  method: 'GET',
  path: '/api/face_calibration',
  summary: "How the school's own enrolled faces lie apart, and thresholds that would fit them; the view is audited",
  description:
    'Faces that staff have confirmed, at most 1,000 of them; marks of 90 days. Nothing is changed by it. Calculated anew when faces come or go, at the latest after ten minutes.',
  access: 'settings:read',
  reply: z.object({
    calculated_at: Instant,
    /** The threshold in force, on the scale of the first recogniser. */
    threshold: z.number(),
    /** Bounds of the setting. */
    least_threshold: z.number(),
    largest_threshold: z.number(),
    /** Confirmed faces that were looked at. */
    people: z.number().int(),
    least_people: z.number().int(),
    recognisers: z.array(CalibrationOf),
  }),
});
