import { photoSides } from '@hadir/contract/photos.ts';

export type SmallPhoto = { media_type: 'image/jpeg'; data: string };

type PhotoOutcome = { kind: 'made'; photo: SmallPhoto } | { kind: 'not_readable' } | { kind: 'too_small' };

const QUALITY = 0.85;

/** Whole pixels for a picture that fits a photo, its shape kept; null where it would be too thin to see. */
export function fitPhoto(width: number, height: number): { width: number; height: number } | null {
  const scale = Math.min(1, photoSides.most / Math.max(width, height));
  const fitted = { width: Math.round(width * scale), height: Math.round(height * scale) };
  return Math.min(fitted.width, fitted.height) < photoSides.least ? null : fitted;
}

/** Draws the picture in a file anew, small and upright: what else the file said stays on this computer. */
export async function makeSmallPhoto(file: Blob): Promise<PhotoOutcome> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => null);
  if (!bitmap) return { kind: 'not_readable' };
  const size = fitPhoto(bitmap.width, bitmap.height);
  if (!size) return { kind: 'too_small' };
  const canvas = document.createElement('canvas');
  canvas.width = size.width;
  canvas.height = size.height;
  const context = canvas.getContext('2d');
  if (!context) return { kind: 'not_readable' };
  // What is see-through would become black.
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, size.width, size.height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  bitmap.close();
  const [, data = ''] = canvas.toDataURL('image/jpeg', QUALITY).split(',');
  return { kind: 'made', photo: { media_type: 'image/jpeg', data } };
}
