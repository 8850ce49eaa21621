import { line } from '@hadir/contract/field.ts';
import type { RetentionFigures } from '@hadir/contract/settings.ts';
import { z } from 'zod';
import { text } from './texts.ts';

/** Bounds as the contract has them, in the order they are shown. */
export const figureBounds = {
  attendance_years: { least: 1, most: 30, isYears: true },
  audit_years: { least: 5, most: 30, isYears: true },
  position_days: { least: 7, most: 90, isYears: false },
  unused_template_days: { least: 30, most: 730, isYears: false },
  trace_days: { least: 30, most: 365, isYears: false },
} as const satisfies Record<keyof RetentionFigures, { least: number; most: number; isYears: boolean }>;

export const figureNames = [
  'attendance_years',
  'audit_years',
  'position_days',
  'unused_template_days',
  'trace_days',
] as const satisfies readonly (keyof RetentionFigures)[];

const figure = (name: keyof RetentionFigures) => {
  const { least, most } = figureBounds[name];
  const isFigure = (value: string) => /^\d{1,3}$/.test(value) && Number(value) >= least && Number(value) <= most;
  return z
    .string()
    .trim()
    .refine(isFigure, { error: () => text('figures.bad', { least, most }) });
};

/** What the form holds: texts, as the controls give them. */
export const FiguresForm = z.object({
  attendance_years: figure('attendance_years'),
  audit_years: figure('audit_years'),
  position_days: figure('position_days'),
  unused_template_days: figure('unused_template_days'),
  trace_days: figure('trace_days'),
  reason: z
    .string()
    .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('figures.needReason') }),
});
export type FiguresForm = z.infer<typeof FiguresForm>;

/** The form before anything is typed. */
export function fillFigures(figures: RetentionFigures): FiguresForm {
  return {
    attendance_years: String(figures.attendance_years),
    audit_years: String(figures.audit_years),
    position_days: String(figures.position_days),
    unused_template_days: String(figures.unused_template_days),
    trace_days: String(figures.trace_days),
    reason: '',
  };
}

/** What differs from what was looked at; null when nothing does. */
export function readFigures(form: FiguresForm, shown: RetentionFigures): Partial<RetentionFigures> | null {
  const changed: Partial<RetentionFigures> = {};
  for (const name of figureNames) {
    if (Number(form[name]) !== shown[name]) changed[name] = Number(form[name]);
  }
  return Object.keys(changed).length === 0 ? null : changed;
}
