import { z } from 'zod';

/** Opaque identifier. A value that is no identifier of ours is answered like an unknown one. */
export const Id = z.string().min(1).max(100);

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ precision: 3 });

/** ISO 8601 with any offset, as it comes in. */
export const InstantIn = z.iso.datetime({ offset: true });

/** Beside control characters, those that turn the direction of what stands around them: a name could hide another. */
const oneLine = /^[^\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]*$/u;

/** A letter, number, punctuation or symbol that leaves ink: not a filler, not the blank of Braille. Length is another rule. */
const visible = /^$|(?![\p{Default_Ignorable_Code_Point}\u2800])[\p{L}\p{N}\p{P}\p{S}]/u;

/**
 * One line of text without control characters, trimmed; with `min` above 0 something in it can be seen. `length`
 * counts UTF-16 units.
 */
export function line(min: number, max: number) {
  const text = z.string().trim().min(min).max(max).regex(oneLine, 'must be one line of text');
  return min === 0 ? text : text.regex(visible, 'must have something to see');
}

/** Text of several lines without other control characters, trimmed; line ends come out as `\n`. */
export function lines(min: number, max: number) {
  return z
    .string()
    .overwrite((text) => text.replace(/\r\n?/g, '\n'))
    .trim()
    .min(min)
    .max(max)
    .regex(/^(?:[^\p{Cc}\p{Cs}]|[\n\t])*$/u, 'must be text');
}

export const Email = z.string().trim().toLowerCase().max(254).pipe(z.email());
export const Password = z.string().min(10).max(200);
export const PersonName = line(1, 100);

/** A school's own number of a student, in capitals. */
export const AdmissionNumber = z
  .string()
  .trim()
  .regex(/^[A-Za-z0-9/.-]{3,50}$/, 'must be 3 to 50 letters, digits, /, - or .')
  .toUpperCase();

/** Calendar day, `2026-11-20`. */
export const Day = z.iso.date();

const lifeYears = 120;

/** A day on which somebody who goes to school today can have been born. */
export const BirthDay = Day.refine((day) => {
  const years = (Date.now() - Date.parse(day)) / (365.25 * 24 * 3600 * 1000);
  return years >= 2 && years <= lifeYears;
}, 'must be a day of the past on which a student can have been born');

/** Something that has a name, as it stands beside what belongs to it. */
export const Named = z.object({ id: Id, name: z.string() });

/** Degrees, WGS 84. */
export const Latitude = z.number().min(-90).max(90);
export const Longitude = z.number().min(-180).max(180);

export const IdParams = z.object({ id: Id });
export const Done = z.object({ success: z.literal(true) });
