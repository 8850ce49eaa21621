import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Guidance } from '@hadir/web/src/face/decide-guidance.ts';
import type { Browser } from '@playwright/test';
import sharp from 'sharp';
import { openBrowser, openPage } from './browser.ts';
import { openSite } from './site.ts';

export type Described =
  /** `guidance` is what a phone would have told the person of this very picture; `second` is null where it did not run. */
  | { kind: 'described'; guidance: Guidance; first: Float32Array; second: Float32Array | null }
  | { kind: 'no_face' | 'several_faces' | 'unreadable' };

type Options = {
  withSecond: boolean;
  /** Share of the frame's shorter side that a picture fills. */
  fill: number;
};

/** Pictures between two lines of progress. */
const TOLD = 500;

/** Describes picture files, in order, by the app's own worker in Chromium. */
export async function describePictures(files: readonly string[], { withSecond, fill }: Options): Promise<Described[]> {
  const site = await openSite(files);
  const folder = await mkdtemp(join(tmpdir(), 'hadir-clip-'));
  let browser: Browser | null = null;
  try {
    browser = await openBrowser(await makeBlankClip(folder));
    const page = await openPage(browser, `${site.address}/ours.html`);
    await page.evaluate(() => bench.ready());
    const all: Described[] = [];
    for (const index of files.keys()) {
      const given = { url: `/photographs/${index}`, fill, withSecond };
      const { kind, guidance, first, second } = await page.evaluate((one) => bench.describePicture(one), given);
      if (kind !== 'described') all.push({ kind });
      else all.push({ kind, guidance, first: Float32Array.from(first), second: second && Float32Array.from(second) });
      if (all.length % TOLD === 0) console.log(`${all.length} of ${files.length} pictures`);
    }
    return all;
  } finally {
    await browser?.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Chromium wants a file for its camera, although nobody looks through it here. */
async function makeBlankClip(folder: string): Promise<string> {
  const clip = join(folder, 'blank.mjpeg');
  const grey = { create: { width: 64, height: 48, channels: 3, background: '#888' } } as const;
  await writeFile(clip, await sharp(grey).jpeg().toBuffer());
  return clip;
}
