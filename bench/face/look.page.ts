import { LivenessStep } from '@hadir/contract/liveness.ts';
import { median, type Pose } from '@hadir/web/src/face/liveness.ts';
import { startLiveness } from '@hadir/web/src/face/liveness-run.ts';
import { makeCloser } from '@hadir/web/src/face/look-closer.ts';
import { openMoreNets } from '@hadir/web/src/face/more-nets.ts';
import { loadNets, warmUp } from '@hadir/web/src/face/nets.ts';
import { type Eyes, makeEyes } from '@hadir/web/src/face/see-face.ts';

const WIDTH = 640;
const HEIGHT = 480;
/** Milliseconds between two looks of a phone that is neither quick nor slow. */
const LOOK_MS = 66;
/** A print is held at so many times its own width from the lens. */
const DISTANCE = 2.2;

/** How a picture is held before the lens: a share of the height, and degrees about its upright axis. */
type Hold = { fill: number; turn: number };

type Look = { yaw: number; size: number; eyes: number; life: number };

let opened: Eyes | null = null;

async function open(): Promise<Eyes> {
  if (opened) return opened;
  const nets = await loadNets('/models/', () => undefined);
  await warmUp(nets);
  const more = openMoreNets('/models/');
  await Promise.all([more.getEyes(), more.getPassive()]);
  opened = makeEyes(nets, makeCloser(more));
  return opened;
}

/** What the phone measures in one picture; null without exactly one face. */
async function look(url: string, hold: Hold): Promise<Look | null> {
  const eyes = await open();
  for (;;) {
    const frame = await createImageBitmap(await draw(url, hold));
    // Tracking looks at smaller pictures on a busy machine; describing does not.
    const seen = await eyes.describe(frame, { eyes: true, life: true });
    frame.close();
    if (seen.kind !== 'described') return null;
    const { face } = seen;
    // The first look only asks for the two nets.
    if (face.eyes === undefined || face.life === undefined) continue;
    return { yaw: face.yaw, size: face.box.height * HEIGHT, eyes: face.eyes, life: face.life };
  }
}

/** Which steps the pictures of a clip pass when it is played over and over, and the middle of the passive model's words. */
async function playClip(urls: readonly string[], lookMs: number) {
  const looks: (Look | null)[] = [];
  for (const url of urls) looks.push(await look(url, { fill: 1, turn: 0 }));
  const seen = looks.filter((one) => one !== null);
  return {
    looks: looks.length,
    faces: seen.length,
    life: seen.length === 0 ? null : median(seen.map(({ life }) => life)),
    passed: LivenessStep.options.filter((step) => passes(step, [...looks, ...looks, ...looks], lookMs)),
  };
}

/** What somebody does with a print to pass a step: nothing for a blink. */
const manoeuvres: Record<LivenessStep, readonly Hold[]> = {
  turn_left: wave((share) => ({ fill: 0.8, turn: 50 * share })),
  turn_right: wave((share) => ({ fill: 0.8, turn: -50 * share })),
  come_closer: wave((share) => ({ fill: 0.8 + 0.35 * share, turn: 0 })),
  move_back: wave((share) => ({ fill: 0.8 - 0.3 * share, turn: 0 })),
  blink: wave(() => ({ fill: 0.8, turn: 0 })),
};

function wave(hold: (share: number) => Hold): Hold[] {
  const shares = [0, 0.25, 0.5, 0.75, 1, 1, 0.75, 0.5, 0.25, 0];
  return shares.map(hold);
}

/** Which steps a print passes in the hand of somebody who wants it to. */
async function holdPicture(url: string): Promise<LivenessStep[]> {
  const passed: LivenessStep[] = [];
  for (const step of LivenessStep.options) {
    const known = new Map<string, Look | null>();
    const looks: (Look | null)[] = [];
    for (const hold of manoeuvres[step]) {
      const key = JSON.stringify(hold);
      const one = known.has(key) ? (known.get(key) ?? null) : await look(url, hold);
      known.set(key, one);
      looks.push(one, one);
    }
    const still = Array.from({ length: 20 }, () => looks[0] ?? null);
    if (passes(step, [...still, ...looks, ...still], LOOK_MS)) passed.push(step);
  }
  return passed;
}

function passes(step: LivenessStep, looks: readonly (Look | null)[], lookMs: number): boolean {
  const run = startLiveness({ plan: [step], alternatives: [], onCue: () => undefined, takeWish: () => null });
  run.enter(0);
  let slot = 0;
  for (const [index, seen] of looks.entries()) {
    const at = index * lookMs;
    const pose: Pose | null = seen && { at, yaw: seen.yaw, size: seen.size, eyes: seen.eyes };
    run.look(pose, at);
    if (slot === 0 && pose && run.isSettled()) {
      slot = 1;
      run.enter(1);
    }
  }
  return run.seen().some(({ outcome }) => outcome === 'done');
}

async function draw(url: string, { fill, turn }: Hold): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = url;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = WIDTH;
  canvas.height = HEIGHT;
  const brush = canvas.getContext('2d');
  if (!brush) throw new Error('no canvas');
  brush.fillStyle = '#888';
  brush.fillRect(0, 0, WIDTH, HEIGHT);
  const scale = Math.min((HEIGHT * fill) / image.height, (WIDTH * fill) / image.width);
  const [width, height] = [image.width * scale, image.height * scale];
  if (turn === 0) brush.drawImage(image, (WIDTH - width) / 2, (HEIGHT - height) / 2, width, height);
  else drawTurned(brush, image, { width, height, turn });
  return canvas;
}

/** The picture as a flat print, turned about its upright axis: strip by strip, with perspective. */
function drawTurned(
  brush: CanvasRenderingContext2D,
  image: HTMLImageElement,
  { width, height, turn }: { width: number; height: number; turn: number },
): void {
  const strips = 160;
  const [c, s] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)];
  const distance = DISTANCE * width;
  for (let strip = 0; strip < strips; strip += 1) {
    const [from, to] = [strip, strip + 1].map((edge) => {
      const x = (edge / strips - 0.5) * width;
      const nearness = distance / (distance + x * s);
      return { x: x * c * nearness, nearness };
    });
    if (!from || !to) continue;
    const tall = height * from.nearness;
    const sourceWidth = image.width / strips;
    const target = [WIDTH / 2 + from.x, (HEIGHT - tall) / 2, Math.max(1, to.x - from.x + 0.6), tall] as const;
    brush.drawImage(image, strip * sourceWidth, 0, sourceWidth, image.height, ...target);
  }
}

const bench = { openLooks: async () => void (await open()), look, playClip, holdPicture };
export type LookBench = typeof bench;
Object.assign(window, { bench });
