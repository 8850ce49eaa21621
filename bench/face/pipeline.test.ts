import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from '@playwright/test';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { listLabelled, makeClip } from './photographs.ts';
import { openSite, type Site } from './site.ts';

const FILL = 0.8;
/** At so little of the frame one look finds nobody. */
const FAR = 0.2;
const labelled = listLabelled();

let folder: string;
let site: Site;
let browser: Browser;
let page: Page;
let files: string[];

function getFile(person: RegExp, index: number): string {
  const photograph = labelled.filter((one) => person.test(one.person))[index];
  if (!photograph) throw new Error(`no photograph ${index} of ${person}`);
  return photograph.file;
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hadir-face-'));
  const [emily, jessica] = [getFile(/emily/, 2), getFile(/jessica/, 1)];
  const make = (name: string) => join(folder, name);
  const half = (file: string) => sharp(file).resize(320, 384, { fit: 'cover' }).toBuffer();
  await sharp({ create: { width: 640, height: 384, channels: 3, background: '#888' } })
    .composite([
      { input: await half(emily), left: 0, top: 0 },
      { input: await half(jessica), left: 320, top: 0 },
    ])
    .toFile(make('two.jpg'));
  await sharp({ create: { width: 640, height: 384, channels: 3, background: '#888' } })
    .composite([
      { input: await sharp(emily).resize(384, 384, { fit: 'cover' }).toBuffer(), left: 0, top: 0 },
      { input: await sharp(jessica).resize(150, 150, { fit: 'cover' }).toBuffer(), left: 450, top: 30 },
    ])
    .toFile(make('behind.jpg'));
  await sharp({ create: { width: 640, height: 480, channels: 3, background: '#777' } }).toFile(make('none.jpg'));
  await sharp(emily).rotate(20, { background: '#888' }).toFile(make('tilted.jpg'));
  await writeFile(make('clip.mjpeg'), await makeClip(emily, 240));
  files = [
    emily,
    getFile(/emily/, 4),
    jessica,
    make('two.jpg'),
    make('none.jpg'),
    make('tilted.jpg'),
    make('behind.jpg'),
  ];
  site = await openSite(files);
  browser = await openBrowser(make('clip.mjpeg'));
  page = await openPage(browser, `${site.address}/ours.html`);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
  await rm(folder, { recursive: true, force: true });
});

const BOTH = ['face-api-128', 'mobilefacenet-128'];
const [EMILY, EMILY_AGAIN, JESSICA, TWO, NONE, TILTED, BEHIND] = [0, 1, 2, 3, 4, 5, 6];

function see(picture: number, filled = FILL) {
  const given = [`/photographs/${picture}`, filled] as const;
  return page.evaluate(([url, fill]) => bench.describe(url, fill), given);
}

function distance(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? Number.NaN)));
}

describe('the face pipeline in a real browser, under the app’s content policy', () => {
  it('runs on wasm with SIMD', async () => {
    expect(await page.evaluate(() => bench.ready())).toEqual({ backend: 'wasm', simd: true });
  });

  it('describes a face with 128 numbers of a believable norm', async () => {
    const { kind, face, descriptor } = await see(EMILY);
    expect(kind).toBe('described');
    expect(descriptor).toHaveLength(128);
    expect(Math.hypot(...descriptor)).toBeGreaterThan(1.3);
    expect(Math.hypot(...descriptor)).toBeLessThan(1.65);
    expect(face?.share).toBeGreaterThan(0.3);
    expect(Math.abs(face?.yaw ?? 1)).toBeLessThan(0.2);
    expect(face?.brightness).toBeGreaterThan(60);
    expect(face?.sharpness).toBeGreaterThan(50);
  });

  it('finds the same woman on another photograph nearer than a different one', async () => {
    const [emily, again, jessica] = [await see(EMILY), await see(EMILY_AGAIN), await see(JESSICA)];
    expect(distance(emily.descriptor, again.descriptor)).toBeLessThan(0.5);
    expect(distance(emily.descriptor, jessica.descriptor)).toBeGreaterThan(0.6);
  });

  it('levels a tilted head before describing it', async () => {
    const [level, tilted] = [await see(EMILY), await see(TILTED)];
    expect((tilted.face?.roll ?? 0) - (level.face?.roll ?? 0)).toBeGreaterThan(12);
    expect(distance(level.descriptor, tilted.descriptor)).toBeLessThan(0.25);
  });

  it('gives one picture one descriptor, so that a still picture shows', async () => {
    const [first, second] = [await see(EMILY), await see(EMILY)];
    expect(distance(first.descriptor, second.descriptor)).toBeLessThan(0.0005);
  });

  it('overlooks who sits behind', async () => {
    const [alone, before] = [await see(EMILY), await see(BEHIND)];
    expect(before.kind).toBe('described');
    expect(distance(alone.descriptor, before.descriptor)).toBeLessThan(0.35);
  });

  it('finds a face that is far away', async () => {
    const { kind, face } = await see(EMILY, FAR);
    expect(kind).toBe('described');
    expect(face?.share).toBeLessThan(0.16);
  });

  it('describes nobody when there are two faces or none', async () => {
    expect(await see(TWO)).toEqual({ kind: 'several_faces', face: null, descriptor: [] });
    expect(await see(NONE)).toEqual({ kind: 'no_face', face: null, descriptor: [] });
  });

  it('captures a moving face from a camera as an attempt needs it', async () => {
    const captured = await page.evaluate(() => bench.capture('mark'));
    expect(captured.kind).toBe('captured');
    expect(captured.frames).toHaveLength(4);
    const rows = captured.descriptors['face-api-128'] ?? [];
    const apart = rows.flatMap((a, at) => rows.slice(0, at).map((b) => distance(a, b)));
    expect(Math.min(...apart)).toBeGreaterThan(0.005);
    expect(Math.max(...apart)).toBeLessThan(0.35);
  });

  it('describes a capture by both recognisers when both are asked for', async () => {
    const { kind, descriptors } = await page.evaluate((models) => bench.capture('mark', models), BOTH);
    expect(kind).toBe('captured');
    expect(Object.keys(descriptors)).toEqual(BOTH);
    const second = descriptors['mobilefacenet-128'] ?? [];
    expect(second.map((row) => row.length)).toEqual([128, 128, 128, 128]);
    for (const row of second) expect(Math.hypot(...row)).toBeCloseTo(1, 5);
    const apart = second.flatMap((a, at) => second.slice(0, at).map((b) => distance(a, b)));
    expect(Math.min(...apart)).toBeGreaterThan(0.005);
    expect(Math.max(...apart)).toBeLessThan(0.7);
  });

  it('goes with the first recogniser alone when the second does not arrive', async () => {
    site.spoilModel('mobilefacenet.bin', null);
    const other = await openPage(browser, `${site.address}/ours.html`);
    const { kind, descriptors } = await other.evaluate((models) => bench.capture('mark', models), BOTH);
    await other.close();
    site.restoreModels();
    expect(kind).toBe('captured');
    expect(Object.keys(descriptors)).toEqual(['face-api-128']);
  });

  it('frees every tensor of every picture', async () => {
    const other = await openPage(browser, `${site.address}/tensors.html`);
    const urls = files.map((_, index) => `/photographs/${index}`);
    const { kinds, tensors } = await other.evaluate(([list, fill]) => bench.count(list, fill), [urls, FILL] as const);
    await other.close();
    expect(new Set(kinds)).toEqual(new Set(['one_face', 'described', 'several_faces', 'no_face']));
    expect(new Set(tensors).size).toBe(1);
  });

  it('finds the same faces with the smaller detector that slow phones track with', async () => {
    const others = await openSite(labelled.map(({ file }) => file));
    const other = await openPage(browser, `${others.address}/tensors.html`);
    const urls = labelled.map((_, index) => `/photographs/${index}`);
    const look = (side: number) =>
      other.evaluate(([list, fill, size]) => bench.detect(list, fill, size), [urls, FILL, side] as const);
    const wanted = await look(224);
    const found = await look(160);
    await other.close();
    await others.close();
    expect(found.map(({ faces }) => faces)).toEqual(wanted.map(({ faces }) => faces));
    const gaps = found.flatMap(({ box }, at) => box.map((edge, side) => Math.abs(edge - (wanted[at]?.box[side] ?? 1))));
    expect(Math.max(...gaps)).toBeLessThan(0.1);
  });

  it('leaks nothing over thousands of pictures', { timeout: 600_000 }, async () => {
    const other = await openPage(browser, `${site.address}/tensors.html`);
    const { early, late } = await other.evaluate((fill) => bench.soak('/photographs/0', fill, 2000), FILL);
    await other.close();
    expect(late).toEqual(early);
  });

  it.each([
    ['corrupt', 'are not the ones of the manifest', Buffer.alloc(6_444_032)],
    ['offline', 'do not arrive', null],
  ] as const)('refuses with %s when weights %s', async (kind, _, body) => {
    site.spoilModel('face_recognition_model.bin', body);
    const other = await openPage(browser, `${site.address}/ours.html`);
    const failure = await other.evaluate(() =>
      bench.ready().then(
        () => 'ready',
        (error) => error.kind,
      ),
    );
    await other.close();
    site.restoreModels();
    expect(failure).toBe(kind);
  });
});
