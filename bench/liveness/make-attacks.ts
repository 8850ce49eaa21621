import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import type { Kind } from './read-folder.ts';

const SIDE = 640;

/**
 * Prints and screens as a computer imagines them, made of pictures of the living: no paper, no lens and no light of a room.
 * They say what the models make of dots, stripes and faded colours, and no more.
 */
export async function makeAttacks(live: readonly string[], folder: string): Promise<Kind[]> {
  return [await make('print (made up)', live, folder, print), await make('screen (made up)', live, folder, screen)];
}

async function make(name: string, live: readonly string[], folder: string, spoil: (file: string) => Sharp) {
  const to = join(folder, name);
  mkdirSync(to, { recursive: true });
  const pictures: string[] = [];
  for (const [index, file] of live.entries()) {
    const path = join(to, `${index}-${basename(file)}.jpg`);
    await spoil(file).jpeg({ quality: 88 }).toFile(path);
    pictures.push(path);
  }
  return { name, pictures, clips: [] };
}

/** Ink on paper: fewer tones, less colour, a raster of dots, a white margin. */
function print(file: string): Sharp {
  const dots = tile(4, '<circle cx="2" cy="2" r="1.1" fill="#000" fill-opacity="0.16"/>');
  return sharp(file)
    .rotate()
    .resize(SIDE, SIDE, { fit: 'inside' })
    .modulate({ saturation: 0.75, brightness: 1.04 })
    .linear(0.78, 30)
    .blur(0.8)
    .composite([{ input: Buffer.from(dots), tile: true }])
    .extend({ top: 24, bottom: 24, left: 24, right: 24, background: '#f4f1e8' });
}

/** Lit points: stripes of the panel, a cold white, black edges of the device. */
function screen(file: string): Sharp {
  const stripes = tile(
    3,
    '<rect width="3" height="1" fill="#000" fill-opacity="0.14"/><rect width="1" height="3" fill="#00f" fill-opacity="0.06"/>',
  );
  return sharp(file)
    .rotate()
    .resize(SIDE, SIDE, { fit: 'inside' })
    .gamma(1.15)
    .modulate({ brightness: 1.1, saturation: 1.1 })
    .composite([{ input: Buffer.from(stripes), tile: true }])
    .recomb([
      [0.96, 0, 0],
      [0, 1, 0],
      [0, 0, 1.06],
    ])
    .extend({ top: 36, bottom: 36, left: 18, right: 18, background: '#08080a' });
}

const tile = (side: number, drawn: string) =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="${side}" height="${side}">${drawn}</svg>`;
