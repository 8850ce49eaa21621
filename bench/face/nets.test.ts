import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from '@playwright/test';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, openPage } from './browser.ts';
import { openSite, type Site } from './site.ts';

type DeriveNet = (onnx: Buffer, options: { isHalf: boolean }) => { graph: string; weights: Buffer };

const root = new URL('../../', import.meta.url);
const { deriveNet }: { deriveNet: DeriveNet } = await import(new URL('scripts/nets/derive-net.mjs', root).href);
const { resolve } = createRequire(fileURLToPath(new URL('apps/web/package.json', root)));
const folder = join(dirname(resolve('faceplugin-face-recognition-js/package.json')), 'model');

/** `wanted`: the first numbers onnxruntime-web 1.30 answers to the very input that `runNet` makes. */
const nets = [
  {
    name: 'fr_feature',
    shape: [112, 112, 3],
    range: [-1, 1],
    shipped: 'mobilefacenet',
    wanted: [-0.168316, 0.009389, 0.00633, -0.010689, -0.037821, -0.012922, -0.013569, -0.030814],
  },
  { name: 'fr_eye', shape: [24, 24, 1], range: [0, 1], shipped: 'eye_state', wanted: [11.20393, -10.759016] },
  {
    name: 'fr_liveness',
    shape: [128, 128, 3],
    range: [0, 255],
    shipped: 'passive_liveness',
    wanted: [3.990409, -0.354496, -3.635858],
  },
] as const;

let site: Site;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  site = await openSite([]);
  browser = await openBrowser('');
  page = await openPage(browser, `${site.address}/tensors.html`);
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

function run(name: string, { shape, range }: (typeof nets)[number]): Promise<number[]> {
  const [from, to] = range;
  return page.evaluate((given) => bench.runNet(given.name, [...given.shape], given.from, given.to), {
    ...{ name, shape, from, to },
  });
}

function largestGap(answers: readonly number[], wanted: readonly number[]): number {
  return Math.max(...wanted.map((value, at) => Math.abs(value - (answers[at] ?? Number.NaN))));
}

describe.each(nets)('$name on tfjs', (net) => {
  it('answers as the ONNX graph does', async () => {
    const { graph, weights } = deriveNet(readFileSync(join(folder, `${net.name}.onnx`)), { isHalf: false });
    site.spoilModel('exact.json', Buffer.from(graph));
    site.spoilModel('exact.bin', weights);
    expect(largestGap(await run('exact', net), net.wanted)).toBeLessThan(1e-4);
  });

  it('loses next to nothing by the weights that are shipped', async () => {
    const scale = Math.max(...net.wanted.map(Math.abs));
    expect(largestGap(await run(net.shipped, net), net.wanted) / scale).toBeLessThan(0.01);
  });
});
