import { rename, writeFile } from 'node:fs/promises';
import sharp, { type OverlayOptions } from 'sharp';
import { type FaceSpot, type Pixels, type Pose, warpFace } from './face-warp.ts';
import { gestureAt, gesturesLast } from './gestures.ts';
import type { Photograph } from './photographs.ts';

const WIDTH = 640;
const HEIGHT = 480;
/** Pictures a second, as Chromium plays them. It starts again at the end. */
const RATE = 30;
/**
 * One round of the gestures. Longer than seven seconds, because the pictures of an enrolment are taken up to three seconds
 * apart and must not meet the same moment of the clip again.
 */
const FRAMES = Math.round(gesturesLast * RATE);

export type Clip =
  /**
   * Somebody holds a phone: place, size and light change a little from picture to picture, and they do whatever a
   * liveness plan may ask for, one after the other, over and over.
   */
  | { kind: 'person'; photograph: Photograph }
  /** A photograph before the lens: every picture is the same. */
  | { kind: 'still'; photograph: Photograph }
  | { kind: 'two'; photographs: readonly [Photograph, Photograph] }
  | { kind: 'empty_room' };

/**
 * Writes MJPEG (JPEG files one after another) and puts it in the place of `path` at once, so that the next
 * getUserMedia of a Chromium started with `--use-file-for-fake-video-capture=path` sees it.
 */
export async function writeClip(path: string, clip: Clip, random: () => number): Promise<void> {
  const isStill = clip.kind === 'still';
  const tilt = isStill ? 0 : around(random, 8);
  const scene = await makeScene(clip, tilt);
  const sway = isStill ? holdStill : makeSway(random);
  const face = clip.kind === 'person' ? await findFace(clip.photograph, tilt) : null;
  const poses = new Map<string, Pixels>();
  const frames = await Promise.all(
    Array.from({ length: FRAMES }, (_, at) => {
      const hold = sway(at / FRAMES);
      if (face === null) return takePicture(scene, hold);
      const { near, ...pose } = gestureAt(at / RATE);
      return takePicture(strike(scene, face, pose, poses), { ...hold, zoom: hold.zoom * near });
    }),
  );
  await writeFile(`${path}.next`, Buffer.concat(frames));
  await rename(`${path}.next`, path);
}

/** The scene in a pose; many pictures share one. */
function strike(scene: Pixels, face: FaceSpot, { turn, shut }: Pose, known: Map<string, Pixels>): Pixels {
  // In tenths: nobody sees the difference, and a pose takes its time to be made.
  const pose = { turn: Math.round(10 * (turn + (face.straight ?? 0))) / 10, shut };
  if (pose.turn === 0 && pose.shut === 0) return scene;
  const key = `${pose.turn.toFixed(2)} ${pose.shut.toFixed(2)}`;
  const posed = known.get(key) ?? warpFace(scene, face, pose);
  known.set(key, posed);
  return posed;
}

/** The room is larger than the picture, so that the camera can move in it, and somebody can move back. */
const SCENE_WIDTH = 1120;
const SCENE_HEIGHT = 840;

/** Where the one person stands, and how large; see `stand`. */
const ALONE = { middle: 0.5, size: 0.9 };

/** @param tilt of the phone, degrees */
async function makeScene(clip: Clip, tilt: number): Promise<Pixels> {
  const people: OverlayOptions[] = [];
  if (clip.kind === 'person' || clip.kind === 'still') people.push((await stand(clip.photograph, ALONE)).overlay);
  if (clip.kind === 'two') {
    const [left, right] = clip.photographs;
    people.push((await stand(left, { middle: 0.3, size: 0.62 })).overlay);
    people.push((await stand(right, { middle: 0.7, size: 0.62 })).overlay);
  }
  const upright = await sharp(Buffer.from(ROOM)).composite(people).removeAlpha().png().toBuffer();
  const tilted = await sharp(upright)
    .rotate(tilt, { background: '#a3a09a' })
    .png()
    .toBuffer({ resolveWithObject: true });
  const { data, info } = await sharp(tilted.data)
    .extract({
      left: Math.floor((tilted.info.width - SCENE_WIDTH) / 2),
      top: Math.floor((tilted.info.height - SCENE_HEIGHT) / 2),
      width: SCENE_WIDTH,
      height: SCENE_HEIGHT,
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

/** `middle`: from left to right, 0..1; `size`: height of the photograph as a share of the picture's height. */
type Standing = { middle: number; size: number };

async function stand({ file }: Photograph, { middle, size }: Standing) {
  const { data, info } = await sharp(file)
    .resize({ width: Math.round(WIDTH * 0.5 * (size + 0.3)), height: Math.round(HEIGHT * size), fit: 'inside' })
    .toBuffer({ resolveWithObject: true });
  const left = Math.round(SCENE_WIDTH / 2 + (middle - 0.5) * WIDTH - info.width / 2);
  const top = Math.round((SCENE_HEIGHT - info.height) / 2);
  const overlay: OverlayOptions = { input: data, left, top };
  return { overlay, left, top, width: info.width, height: info.height };
}

/** Eyes and nose of the one person in the pixels of the scene. */
async function findFace(photograph: Photograph, tilt: number): Promise<FaceSpot | null> {
  const { face } = photograph;
  if (face === null) return null;
  const { left, top, width, height } = await stand(photograph, ALONE);
  const [c, s] = [Math.cos((tilt * Math.PI) / 180), Math.sin((tilt * Math.PI) / 180)];
  const place = ([x, y]: readonly [number, number]) => {
    const [dx, dy] = [left + x * width - SCENE_WIDTH / 2, top + y * height - SCENE_HEIGHT / 2];
    return [SCENE_WIDTH / 2 + dx * c - dy * s, SCENE_HEIGHT / 2 + dx * s + dy * c] as const;
  };
  return { ...face, left: place(face.left), right: place(face.right), nose: place(face.nose) };
}

/** How the camera is held: shift in pixels of the scene, size of the cut, gain and offset of the light. */
type Hold = { x: number; y: number; zoom: number; gain: number; offset: number };

const holdStill = (): Hold => ({ x: 0, y: 0, zoom: 1, gain: 1, offset: 0 });

/** At most `most` more or less than nothing. */
const around = (random: () => number, most: number) => (2 * random() - 1) * most;

/**
 * Sums of whole waves over the clip, so that its end meets its beginning without a jump, about a size and light of the
 * clip's own: nobody holds a phone twice alike, and two clips of one photograph shall not pass for one capture.
 */
function makeSway(random: () => number): (at: number) => Hold {
  const wave = (size: number) => {
    const parts = [2, 5, 11].map((turns) => ({
      turns,
      phase: random() * 2 * Math.PI,
      size: (2 * size * random()) / turns,
    }));
    return (at: number) =>
      parts.reduce((sum, part) => sum + part.size * Math.sin(2 * Math.PI * part.turns * at + part.phase), 0);
  };
  const [x, y, zoom, gain, offset] = [wave(26), wave(18), wave(0.08), wave(0.1), wave(10)];
  const own = { zoom: 1.02 + around(random, 0.1), gain: 1 + around(random, 0.15), offset: around(random, 12) };
  return (at) => ({
    x: x(at),
    y: y(at),
    zoom: own.zoom + zoom(at),
    gain: own.gain + gain(at),
    offset: own.offset + offset(at),
  });
}

async function takePicture(scene: Pixels, hold: Hold): Promise<Buffer> {
  const width = Math.round(WIDTH / hold.zoom);
  const height = Math.round(HEIGHT / hold.zoom);
  return await sharp(scene.data, { raw: { width: scene.width, height: scene.height, channels: 3 } })
    .extract({
      left: between(Math.round((scene.width - width) / 2 + hold.x), scene.width - width),
      top: between(Math.round((scene.height - height) / 2 + hold.y), scene.height - height),
      width: Math.min(width, scene.width),
      height: Math.min(height, scene.height),
    })
    .resize(WIDTH, HEIGHT, { fit: 'fill' })
    .linear(hold.gain, hold.offset)
    .jpeg({ quality: 90 })
    .toBuffer();
}

function between(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}

/** A plain wall with a door and a shelf: edges, yet nothing a detector could take for a face. */
const ROOM = `<svg xmlns="http://www.w3.org/2000/svg" width="${SCENE_WIDTH}" height="${SCENE_HEIGHT}"
    viewBox="0 0 800 600">
  <defs><linearGradient id="wall" x1="0" y1="0" x2="1" y2="1">
    <stop offset="0" stop-color="#b9b6ae"/><stop offset="1" stop-color="#8f8c86"/>
  </linearGradient></defs>
  <rect width="100%" height="100%" fill="url(#wall)"/>
  <rect x="640" y="120" width="130" height="480" fill="#7a6652"/>
  <rect x="40" y="90" width="150" height="14" fill="#6d5f50"/>
  <rect x="60" y="40" width="18" height="50" fill="#54708a"/><rect x="84" y="48" width="14" height="42" fill="#8a5454"/>
</svg>`;
