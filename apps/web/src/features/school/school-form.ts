import { Country } from '@hadir/contract/countries.ts';
import { line } from '@hadir/contract/field.ts';
import { type School, TimeZone } from '@hadir/contract/school.ts';
import { z } from 'zod';
import { text } from './texts.ts';

const readThreshold = (value: string) =>
  /^\d(?:[.,]\d{1,3})?$/.test(value.trim()) ? Number(value.trim().replace(',', '.')) : Number.NaN;

const isRadius = (value: string) => /^\d{1,4}$/.test(value.trim()) && Number(value) >= 10 && Number(value) <= 2000;

/** What the form holds: texts, as the controls give them. */
export const SchoolForm = z.object({
  name: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('needName') }),
  timeZone: z.string().refine((value) => value.trim() !== '' && TimeZone.safeParse(value.trim()).success, {
    error: () => text('badZone'),
  }),
  country: z.string().refine((code) => Country.safeParse(code).success),
  threshold: z.string().refine((value) => readThreshold(value) >= 0.3 && readThreshold(value) <= 0.6, {
    error: () => text('badThreshold'),
  }),
  radius: z.string().refine(isRadius, { error: () => text('badRadius') }),
  plainForm: z.enum(['refuse', 'review']),
  secondFactor: z.enum(['optional', 'required']),
});
export type SchoolForm = z.infer<typeof SchoolForm>;

/** The form as it stands before anything is typed. */
export function fillSchoolForm(school: School): SchoolForm {
  return {
    name: school.name,
    timeZone: school.time_zone,
    country: school.country,
    threshold: school.face_threshold.toFixed(2),
    radius: String(school.default_radius_m),
    plainForm: school.plain_form,
    secondFactor: school.staff_second_factor,
  };
}

/** A threshold that a link of the calibration brings along; null where it is none. */
export function readSuggested(value: string | null): string | null {
  return value !== null && SchoolForm.shape.threshold.safeParse(value).success ? value : null;
}

/** The body for the server. For a form that `SchoolForm` has accepted. */
export function readSchoolForm(form: SchoolForm) {
  return {
    name: form.name.trim(),
    time_zone: form.timeZone.trim(),
    country: form.country,
    face_threshold: readThreshold(form.threshold),
    default_radius_m: Number(form.radius),
    plain_form: form.plainForm,
    staff_second_factor: form.secondFactor,
  };
}
