/**
 * What the liveness steps, the eye net and the passive model make of pictures of the living and of attacks:
 * `npm run bench -- liveness <folder> [--made-up] [--rate 30]`. The folder has one folder for each kind (`live/`,
 * `print/`, `screen/` …) with pictures, and folders of pictures in their order for clips, so many a second. `--made-up` adds
 * prints and screens that a computer makes of the pictures in `live/`.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LivenessStep, leastLive } from '@hadir/contract/liveness.ts';
import { leastOpen } from '@hadir/web/src/face/liveness.ts';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { openBrowser, openPage } from './face/browser.ts';
import { openSite } from './face/site.ts';
import { aucOf, shareOf, shareOfPlans } from './liveness/figures.ts';
import { makeAttacks } from './liveness/make-attacks.ts';
import { type Kind, readFolder } from './liveness/read-folder.ts';

/** Holding a print before the lens takes some thirty looks for each picture: so many pictures of a kind are held. */
const HELD = 12;

type Look = { eyes: number; life: number };
type Measured = Kind & {
  looks: Look[];
  held: LivenessStep[][];
  played: { name: string; life: number | null; faces: number; looks: number; passed: LivenessStep[] }[];
};

try {
  await run();
} catch (error) {
  // Whoever gave a wrong folder needs the sentence, not the stack.
  console.error(error instanceof Error && error.cause === undefined ? error.message : error);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const options = { 'made-up': { type: 'boolean' }, rate: { type: 'string', default: '30' } } as const;
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [folder] = positionals;
  const rate = Number(values.rate);
  if (folder === undefined || !(rate > 0))
    throw new Error('npm run bench -- liveness <folder> [--made-up] [--rate 30]');
  const kinds = readFolder(resolve(folder));
  const made = mkdtempSync(join(tmpdir(), 'hadir-liveness-'));
  try {
    const live = kinds.find(({ name }) => name === 'live')?.pictures ?? [];
    if (values['made-up'] && live.length === 0)
      throw new Error('Attacks are made of the pictures in live/: there are none.');
    if (values['made-up']) kinds.push(...(await makeAttacks(live, made)));
    report(await measure(kinds, made, rate));
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

async function measure(kinds: readonly Kind[], folder: string, rate: number): Promise<Measured[]> {
  const files = kinds.flatMap(({ pictures, clips }) => [...pictures, ...clips.flatMap((clip) => clip.pictures)]);
  const urlOf = (file: string) => `/photographs/${files.indexOf(file)}`;
  // Chromium wants a file for its camera, although nobody looks through it here.
  const blank = join(folder, 'blank.mjpeg');
  writeFileSync(
    blank,
    await sharp({ create: { width: 64, height: 48, channels: 3, background: '#888' } })
      .jpeg()
      .toBuffer(),
  );
  const site = await openSite(files);
  const browser = await openBrowser(blank);
  try {
    const page = await openPage(browser, `${site.address}/look.html`);
    await page.evaluate(() => bench.openLooks());
    const measured: Measured[] = [];
    for (const kind of kinds) measured.push(await measureKind(page, kind, urlOf, rate));
    return measured;
  } finally {
    await browser.close();
    await site.close();
  }
}

async function measureKind(page: Page, kind: Kind, urlOf: (file: string) => string, rate: number): Promise<Measured> {
  console.log(`${kind.name}: ${kind.pictures.length} pictures, ${kind.clips.length} clips`);
  const looks: Look[] = [];
  for (const file of kind.pictures) {
    const seen = await page.evaluate((url) => bench.look(url, { fill: 0.8, turn: 0 }).catch(() => null), urlOf(file));
    if (seen) looks.push(seen);
  }
  const held: LivenessStep[][] = [];
  for (const file of kind.pictures.slice(0, HELD)) {
    held.push(await page.evaluate((url) => bench.holdPicture(url).catch(() => []), urlOf(file)));
  }
  const played: Measured['played'] = [];
  for (const { name, pictures } of kind.clips) {
    const given = { urls: pictures.map(urlOf), lookMs: 1000 / rate };
    played.push({ name, ...(await page.evaluate(({ urls, lookMs }) => bench.playClip(urls, lookMs), given)) });
  }
  return { ...kind, looks, held, played };
}

function report(kinds: readonly Measured[]): void {
  const live = kinds.find(({ name }) => name === 'live')?.looks.map(({ life }) => life) ?? [];
  const percent = (share: number) => `${Math.round(share * 100)} %`;
  for (const { name, pictures, looks, held, played } of kinds) {
    console.log(`\n${name}`);
    if (pictures.length > 0) {
      const lives = looks.map(({ life }) => life);
      const auc = name === 'live' ? null : aucOf(live, lives);
      console.log(`  one face found            ${shareOf(looks.length, pictures.length)}`);
      console.log(
        `  passive model: living     ${shareOf(lives.filter((life) => life >= leastLive).length, lives.length)}`,
      );
      if (auc !== null) console.log(`  passive model: AUC        ${auc.toFixed(2)} against live`);
      console.log(
        `  eyes count as open        ${shareOf(looks.filter(({ eyes }) => eyes >= leastOpen).length, looks.length)}`,
      );
    }
    if (held.length > 0) {
      console.log('  held and moved by hand as a flat picture, passes');
      printSteps(held);
    }
    if (played.length > 0) {
      console.log('  played over and over as a clip, passes');
      printSteps(played.map(({ passed }) => passed));
      for (const { name: clip, faces, looks: all, life, passed } of played) {
        const said = life === null ? 'no face' : `passive ${life.toFixed(2)}`;
        console.log(`    ${clip}: face in ${faces} of ${all}, ${said}, ${passed.join(' ') || 'no step'}`);
      }
    }
  }

  function printSteps(passed: readonly (readonly LivenessStep[])[]): void {
    for (const step of LivenessStep.options) {
      console.log(
        `    ${step.padEnd(12)}            ${shareOf(passed.filter((steps) => steps.includes(step)).length, passed.length)}`,
      );
    }
    const plans = (exchanges: number) =>
      passed.reduce((sum, steps) => sum + shareOfPlans(steps, exchanges), 0) / passed.length;
    console.log(
      `    plans of two            ${percent(plans(0))} of all, ${percent(plans(1))} when one step is exchanged`,
    );
  }
}
