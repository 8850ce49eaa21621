/**
 * Draws the known picture of the check of a device and has both recognisers of the app describe it, in Chromium. `--write` puts
 * both where the app finds them: to be done whenever the pipeline gives other descriptors on purpose.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { distanceBetween } from '@hadir/web/src/face/distance-between.ts';
import { openBrowser, openPage } from './face/browser.ts';
import { drawFace } from './face/drawn-face.ts';
import { openSite } from './face/site.ts';

const inWeb = (path: string) => fileURLToPath(new URL(`../apps/web/${path}`, import.meta.url));
const picture = inWeb('public/known-face.png');
const pinned = inWeb('src/features/doctor/known-face.json');
/** Digits after the point; the pipeline itself is not steadier between browsers. */
const DIGITS = 4;

const folder = await mkdtemp(join(tmpdir(), 'hadir-known-face-'));
const drawn = join(folder, 'known-face.png');
await writeFile(drawn, await drawFace());
const site = await openSite([drawn]);
const browser = await openBrowser(drawn);
try {
  const page = await openPage(browser, `${site.address}/ours.html`);
  const given = { url: '/photographs/0', fill: 1, withSecond: true };
  const { kind, guidance, first, second } = await page.evaluate((one) => bench.describePicture(one), given);
  if (kind !== 'described' || !second) throw new Error(`The drawn face is not taken for one: ${kind}`);
  const before: Record<string, number[] | undefined> = JSON.parse(await readFile(pinned, 'utf8'));
  const moved = [distanceBetween(first, before.descriptor ?? []), distanceBetween(second, before.second ?? [])];
  console.log(`guidance ${guidance}, ${moved.map((by) => by.toFixed(4)).join(' and ')} from what is pinned`);
  if (process.argv.includes('--write')) {
    const round = (values: readonly number[]) => values.map((value) => Number(value.toFixed(DIGITS)));
    await writeFile(picture, await readFile(drawn));
    await writeFile(pinned, `${JSON.stringify({ descriptor: round(first), second: round(second) })}\n`);
    console.log('written');
  }
} finally {
  await browser.close();
  await site.close();
  await rm(folder, { recursive: true, force: true });
}
