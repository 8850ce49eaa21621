import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, IdParams, Instant } from './field.ts';

export const PhotoMediaType = z.enum(['image/jpeg', 'image/png', 'image/webp']);
export type PhotoMediaType = z.infer<typeof PhotoMediaType>;

/** Pixels of either side, so that a photo is one and no poster. */
export const photoSides = { least: 32, most: 480 } as const;

/** Characters of base64: with the rest of the body below the 256 KB that any body may have. */
const largest = 250_000;

/** The school's own photograph of a person. */
export const PersonPhoto = z.object({
  media_type: PhotoMediaType,
  /** Base64 of the file, without metadata. */
  data: z.string(),
  added_at: Instant,
  added_by: z.string().nullable(),
});
export type PersonPhoto = z.infer<typeof PersonPhoto>;

export const getPhoto = endpoint({
  method: 'GET',
  path: '/api/people/:id/photo',
  summary:
    "The school's photo of a person: for the staff of their courses, admins, and the person; the view is audited",
  access: 'signed_in',
  params: IdParams,
  reply: PersonPhoto,
});

export const setPhoto = endpoint({
  method: 'POST',
  path: '/api/people/:id/photo',
  summary: "Set or replace the school's photo of a person",
  description:
    'JPEG, PNG or WebP of one picture, each side 32 to 480 pixels. Whatever else the file carries (place, camera, comments) is dropped. Any other file answers `photo_not_accepted`.',
  access: 'students:write',
  params: IdParams,
  body: z.object({ media_type: PhotoMediaType, data: z.base64().min(1).max(largest) }).strict(),
  reply: PersonPhoto,
});

export const deletePhoto = endpoint({
  method: 'DELETE',
  path: '/api/people/:id/photo',
  summary: "Delete the school's photo of a person",
  access: 'students:write',
  params: IdParams,
  reply: Done,
});
