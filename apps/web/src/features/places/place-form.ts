import { line } from '@hadir/contract/field.ts';
import type { Place } from '@hadir/contract/places.ts';
import { z } from 'zod';
import { text } from './texts.ts';

/** Decimal degrees as people type them: point or comma, no exponent. NaN for anything else. */
export function readDegrees(input: string): number {
  return /^[-−]?\d{1,3}([.,]\d+)?$/.test(input.trim())
    ? Number(input.trim().replace('−', '-').replace(',', '.'))
    : Number.NaN;
}

const degrees = (limit: number, key: 'form.badLatitude' | 'form.badLongitude') =>
  z.string().refine((value) => Math.abs(readDegrees(value)) <= limit, { error: () => text(key) });

/** What the form holds: texts, as the controls give them. An empty radius is the school's default. */
export const PlaceForm = z.object({
  name: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('form.needName') }),
  lat: degrees(90, 'form.badLatitude'),
  lng: degrees(180, 'form.badLongitude'),
  radius: z.string().refine(
    (value) => {
      const radius = value.trim();
      return radius === '' || (/^\d{1,4}$/.test(radius) && Number(radius) >= 10 && Number(radius) <= 2000);
    },
    { error: () => text('form.badRadius') },
  ),
});
export type PlaceForm = z.infer<typeof PlaceForm>;

/** The form as it stands before anything is typed; null for a new place. */
export function fillPlaceForm(place: Place | null): PlaceForm {
  if (place === null) return { name: '', lat: '', lng: '', radius: '' };
  return { name: place.name, lat: String(place.lat), lng: String(place.lng), radius: String(place.radius_m) };
}

/** The body for the server: degrees and metres. For a form that `PlaceForm` has accepted. */
export function readPlaceForm(form: PlaceForm) {
  const radius = form.radius.trim();
  return {
    name: form.name.trim(),
    lat: readDegrees(form.lat),
    lng: readDegrees(form.lng),
    ...(radius !== '' && { radius_m: Number(radius) }),
  };
}
