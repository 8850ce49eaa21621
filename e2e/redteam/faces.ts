import { chromium, type Page } from '@playwright/test';
import sharp from 'sharp';
import type { Photograph } from './photographs.ts';
import type { Random } from './vectors.ts';
import type { Wire } from './wire.ts';

/**
 * What the product's own worker makes of one picture; the box in pixels of 640 × 480. `second`: by the second
 * recogniser, absent from what was made up of the first alone.
 */
export type Shot = { descriptor: number[]; second?: number[]; box: number[]; score: number; yaw: number };

/** How the camera is held: pixels, factor, degrees, factor of the light. */
type Hold = { x: number; y: number; zoom: number; turn: number; light: number };

const WIDTH = 640;
const HEIGHT = 480;
/** Share of the picture's height that a photograph takes: a face as large as in a selfie. */
const FILL = 0.8;

export type Camera = {
  /** So many pictures of a photograph in a hand that moves; pictures without exactly one face are left out. */
  film(photograph: Photograph, count: number): Promise<Shot[]>;
  /** The photograph before a lens that does not move. */
  filmStill(photograph: Photograph, count: number): Promise<Shot[]>;
  close(): Promise<void>;
};

/** The face pipeline as the product ships it: its own worker, models and content policy, in Chromium. */
export async function openCamera(
  wire: Wire,
  origin: string,
  random: Random,
  executablePath: string | null,
): Promise<Camera> {
  const worker = await findWorker(wire, origin);
  const browser = await chromium.launch({
    ...(executablePath ? { executablePath } : {}),
    args: ['--disable-quic', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  });
  const page = await browser.newPage();
  await page.goto(`${origin}/sign-in`);
  await startWorker(page, worker);
  let last: Promise<unknown> = Promise.resolve();
  // The worker looks at one picture at a time.
  const film = (photograph: Photograph, holds: readonly Hold[]) => {
    const next = last.then(() => show(photograph, holds));
    last = next.catch(() => undefined);
    return next;
  };
  const show = async ({ file }: Photograph, holds: readonly Hold[]) => {
    const jpeg = await sharp(file)
      .rotate()
      .resize({ height: 900, width: 900, fit: 'inside' })
      .jpeg({ quality: 92 })
      .toBuffer();
    const shots = await page.evaluate(describeAll, {
      jpeg: jpeg.toString('base64'),
      holds,
      width: WIDTH,
      height: HEIGHT,
      fill: FILL,
    });
    return shots.filter((shot) => shot !== null);
  };
  return {
    film: (photograph, count) =>
      film(
        photograph,
        Array.from({ length: count }, () => sway(random)),
      ),
    filmStill: (photograph, count) =>
      film(
        photograph,
        Array.from({ length: count }, () => ({ x: 0, y: 0, zoom: 1, turn: 0, light: 1 })),
      ),
    close: () => browser.close(),
  };
}

function sway(random: Random): Hold {
  const within = (size: number) => (2 * random() - 1) * size;
  return { x: within(30), y: within(18), zoom: 1 + within(0.1), turn: within(4), light: 1 + within(0.12) };
}

/** Its name carries a fingerprint; the service worker's list of files knows it. */
async function findWorker(wire: Wire, origin: string): Promise<string> {
  const { text } = await wire.send({ method: 'GET', path: '/sw.js', headers: { Host: new URL(origin).host } });
  const found = /assets\/face\.worker-[\w-]+\.js/.exec(text)?.[0] ?? (await findInScripts(wire, origin));
  if (found === null) throw new Error('The web app names no face worker.');
  return `/${found}`;
}

/** Where the list leaves the worker out, the script that starts it names it. */
async function findInScripts(wire: Wire, origin: string): Promise<string | null> {
  const get = (path: string) => wire.send({ method: 'GET', path, headers: { Host: new URL(origin).host } });
  const known = new Set((await get('/sw.js')).text.match(/assets\/[\w.-]+\.js/g) ?? []);
  for (const path of known) {
    const named = /face\.worker-[\w-]+\.js/.exec((await get(`/${path}`)).text)?.[0];
    if (named) return `assets/${named}`;
  }
  return null;
}

async function startWorker(page: Page, url: string): Promise<void> {
  await page.evaluate(
    (address) =>
      new Promise<void>((resolve, reject) => {
        const worker = new Worker(address, { type: 'module', name: 'face' });
        Object.assign(window, { redteamWorker: worker });
        worker.addEventListener('error', (event) => reject(new Error(event.message)));
        worker.addEventListener('message', ({ data }) => {
          if (data.kind === 'ready') {
            worker.postMessage({ kind: 'load_second' });
            resolve();
          }
          if (data.kind === 'failed') reject(new Error(data.message));
        });
        worker.postMessage({ kind: 'load' });
      }),
    url,
  );
}

type Film = { jpeg: string; holds: readonly Hold[]; width: number; height: number; fill: number };

/** Runs in the page. */
async function describeAll({ jpeg, holds, width, height, fill }: Film): Promise<(Shot | null)[]> {
  const worker: Worker = Reflect.get(window, 'redteamWorker');
  const bytes = Uint8Array.from(atob(jpeg), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes], { type: 'image/jpeg' }));
  const shots: (Shot | null)[] = [];
  for (const hold of holds) {
    const canvas = new OffscreenCanvas(width, height);
    const brush = canvas.getContext('2d');
    if (!brush) throw new Error('no canvas');
    brush.fillStyle = '#8f8c86';
    brush.fillRect(0, 0, width, height);
    const scale = Math.min((height * fill) / picture.height, (width * fill) / picture.width) * hold.zoom;
    brush.translate(width / 2 + hold.x, height / 2 + hold.y);
    brush.rotate((hold.turn * Math.PI) / 180);
    brush.filter = `brightness(${hold.light})`;
    brush.drawImage(
      picture,
      (-picture.width * scale) / 2,
      (-picture.height * scale) / 2,
      picture.width * scale,
      picture.height * scale,
    );
    const frame = canvas.transferToImageBitmap();
    const ask = (question: object, transfer: Transferable[]) =>
      new Promise<MessageEvent>((resolve) => {
        worker.addEventListener('message', resolve, { once: true });
        worker.postMessage(question, transfer);
      });
    const id = shots.length + 1;
    const answer = await ask({ kind: 'describe', id, frame, closer: {} }, [frame]);
    const seen = answer.data.description;
    if (seen?.kind !== 'described') {
      shots.push(null);
      continue;
    }
    const { data: closer } = await ask({ kind: 'describe_second', id, chip: seen.chip }, []);
    if (closer.descriptor === null) throw new Error('The second recogniser did not come.');
    const { box, score, yaw } = seen.face;
    shots.push({
      descriptor: Array.from(seen.descriptor),
      second: Array.from(closer.descriptor),
      box: [box.x * width, box.y * height, box.width * width, box.height * height],
      score,
      yaw,
    });
  }
  return shots;
}
