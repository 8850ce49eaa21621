import { z } from 'zod';

/** Opaque identifier. A value that is no identifier of ours is answered like an unknown one. */
export const Id = z.string().min(1).max(100);

/** ISO 8601 in UTC. */
export const Instant = z.iso.datetime({ precision: 3 });

/** ISO 8601 with any offset, as it comes in. */
export const InstantIn = z.iso.datetime({ offset: true });

/** One line of text without control characters, trimmed. `length` counts UTF-16 units. */
export function line(min: number, max: number) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line of text');
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

/** Degrees, WGS 84. */
export const Latitude = z.number().min(-90).max(90);
export const Longitude = z.number().min(-180).max(180);

export const IdParams = z.object({ id: Id });
export const Done = z.object({ success: z.literal(true) });
