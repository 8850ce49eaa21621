import { type PhotoMediaType, photoSides } from '@hadir/contract/photos.ts';
import { AppError } from '#http/errors.ts';
import { readJpeg } from './photo-jpeg.ts';
import { readPng } from './photo-png.ts';
import { readWebp } from './photo-webp.ts';

/** A file of one picture, with nothing in it but the picture; sides in pixels. */
export type Picture = { bytes: Buffer; width: number; height: number };

const readers = {
  'image/jpeg': readJpeg,
  'image/png': readPng,
  'image/webp': readWebp,
} as const satisfies Record<PhotoMediaType, (file: Buffer) => Picture | null>;

/**
 * The picture in a file that says to be of this type, without whatever else the file carries.
 * @throws AppError photo_not_accepted
 */
export function readPhoto(mediaType: PhotoMediaType, file: Buffer): Buffer {
  const picture = readers[mediaType](file);
  if (picture === null) {
    throw new AppError(
      'photo_not_accepted',
      'This is not a JPEG, PNG or WebP file of one picture, or not the one it says.',
    );
  }
  const { least, most } = photoSides;
  if ([picture.width, picture.height].some((side) => side < least || side > most)) {
    throw new AppError('photo_not_accepted', `Each side of a photo has ${least} to ${most} pixels.`);
  }
  return picture.bytes;
}
