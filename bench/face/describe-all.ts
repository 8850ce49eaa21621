import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openBrowser, openPage } from './browser.ts';
import { makeClip, type Photograph } from './photographs.ts';
import { openSite } from './site.ts';

/** Share of the frame's shorter side that the photograph fills. */
const FILL = 0.8;

/** A photograph and its 128 numbers; none where no single face was found. */
export type Described = Photograph & { descriptor: number[] };

/** Describes the photographs, in order, by the app's own worker in Chromium. */
export async function describeAll(photographs: readonly Photograph[]): Promise<Described[]> {
  const folder = await mkdtemp(join(tmpdir(), 'hadir-clip-'));
  const clip = join(folder, 'face.mjpeg');
  await writeFile(clip, await makeClip(photographs[0]?.file ?? '', 2));
  const site = await openSite(photographs.map(({ file }) => file));
  const browser = await openBrowser(clip);
  try {
    const page = await openPage(browser, `${site.address}/ours.html`);
    await page.evaluate(() => bench.ready());
    const all: Described[] = [];
    for (const [index, photograph] of photographs.entries()) {
      const given = [`/photographs/${index}`, FILL] as const;
      const { kind, descriptor } = await page.evaluate(([url, fill]) => bench.describe(url, fill), given);
      if (kind !== 'described') console.log(`${kind}: ${photograph.person}`);
      all.push({ ...photograph, descriptor });
    }
    return all;
  } finally {
    await browser.close();
    await site.close();
    await rm(folder, { recursive: true, force: true });
  }
}
