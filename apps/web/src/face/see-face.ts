import { type DetectorSide, decideDetectorSide } from './decide-detector-side.ts';
import { decideFrontFace } from './decide-front-face.ts';
import { alignFace, boundEyes, levelFace, measureRoll, measureYaw, type Point, type Similarity } from './geometry.ts';
import { measureBackdrop, measureGlare, measureLight } from './light.ts';
import type { Closer } from './look-closer.ts';
import { DETECTOR_SIDE, LANDMARK_SIDE, type Located, type Nets, RECOGNISER_SIDE } from './nets.ts';
import { SECOND_SIDE } from './second-recogniser.ts';
import type { Square } from './square.ts';
import type { CloserLook, Description, FaceSeen, Frame, Tracking } from './tracking.ts';

/** Longer frames are made smaller: a face that matters is large enough in these. */
const MAX_FRAME_SIDE = 640;
const LIGHT_SIDE = 64;
/**
 * How large the frame's middle is looked at, one after the other while no face is found: a face that fills the frame
 * and one that is far away are missed at 1. For the pictures that are described; the others follow too quickly.
 */
const ZOOMS = [1, 1.6, 0.6] as const;
/** Of dlib's own chip for this recogniser. */
const CHIP_PADDING = 0.25;

type Easel = { canvas: OffscreenCanvas; brush: OffscreenCanvasRenderingContext2D };

type Seen = { face: FaceSeen; landmarks: Point[] };

export type Eyes = {
  track(frame: Frame, closer?: CloserLook): Promise<Tracking>;
  describe(frame: Frame, closer?: CloserLook): Promise<Looked>;
};

type Described = Extract<Description, { kind: 'described' }>;
/** With the second recogniser's chip itself in the place of its name. */
type Looked = Exclude<Description, Described> | (Omit<Described, 'chip'> & { chip: Square });

/** Puts the nets together: find, landmark, level, describe. One call at a time; frames are closed by the caller. */
export function makeEyes(nets: Nets, lookCloser: Closer): Eyes {
  const whole = makeEasel(MAX_FRAME_SIDE, MAX_FRAME_SIDE);
  const small = { 224: makeEasel(224, 224), 160: makeEasel(160, 160) };
  const face = makeEasel(LANDMARK_SIDE, LANDMARK_SIDE);
  const chip = makeEasel(RECOGNISER_SIDE, RECOGNISER_SIDE);
  const secondChip = makeEasel(SECOND_SIDE, SECOND_SIDE);
  const light = makeEasel(LIGHT_SIDE, LIGHT_SIDE);
  let side: DetectorSide = DETECTOR_SIDE;
  let recentMs: number[] = [];

  async function look(frame: Frame, detectorSide: DetectorSide, zooms: readonly number[]): Promise<Seen | Tracking> {
    const { width, height } = drawWhole(frame, whole);
    const easel = small[detectorSide];
    const unit = detectorSide / Math.max(width, height);
    let plain: Square | null = null;
    for (const zoom of zooms) {
      const scale = unit * zoom;
      const left = (width - width / zoom) / 2;
      const top = (height - height / zoom) / 2;
      clear(easel);
      easel.brush.drawImage(whole.canvas, -left * scale, -top * scale, width * scale, height * scale);
      const square = getSquare(easel);
      plain ??= square;
      const found = await nets.locate(square);
      const front = decideFrontFace(found);
      if (front === 'several') return { kind: 'several_faces', count: found.length };
      if (front === null) continue;
      const located = toFrame(front, scale, left, top);
      const drawn = { width: width * unit, height: height * unit };
      return see(located, width, height, measureBackdrop(plain.data, detectorSide, drawn, toSquare(located, unit)));
    }
    return { kind: 'no_face' };
  }

  async function see(located: Located, width: number, height: number, backdrop: number): Promise<Seen> {
    const x = Math.max(0, Math.floor(located.x));
    const y = Math.max(0, Math.floor(located.y));
    const w = Math.max(1, Math.min(width, Math.floor(located.x + located.width)) - x);
    const h = Math.max(1, Math.min(height, Math.floor(located.y + located.height)) - y);
    const scale = LANDMARK_SIDE / Math.max(w, h);
    const left = (LANDMARK_SIDE - w * scale) / 2;
    const top = (LANDMARK_SIDE - h * scale) / 2;
    clear(face);
    face.brush.drawImage(whole.canvas, x, y, w, h, left, top, w * scale, h * scale);
    const shares = await nets.findLandmarks(getSquare(face));
    // face-api takes the square for the whole picture, so its points are shares of the square.
    const landmarks = shares.map((point) => ({
      x: x + (point.x * LANDMARK_SIDE - left) / scale,
      y: y + (point.y * LANDMARK_SIDE - top) / scale,
    }));
    light.brush.drawImage(whole.canvas, x, y, w, h, 0, 0, LIGHT_SIDE, LIGHT_SIDE);
    const lit = getSquare(light).data;
    const eyes = boundEyes(landmarks).map((eye) => ({
      x: ((eye.x - x) / w) * LIGHT_SIDE,
      y: ((eye.y - y) / h) * LIGHT_SIDE,
      width: (eye.width / w) * LIGHT_SIDE,
      height: (eye.height / h) * LIGHT_SIDE,
    }));
    const seen: FaceSeen = {
      box: {
        x: located.x / width,
        y: located.y / height,
        width: located.width / width,
        height: located.height / height,
      },
      score: located.score,
      yaw: measureYaw(landmarks),
      roll: measureRoll(landmarks),
      share: located.height / Math.min(width, height),
      ...measureLight(lit, LIGHT_SIDE),
      glare: measureGlare(lit, LIGHT_SIDE, eyes),
      backdrop,
    };
    return { face: seen, landmarks };
  }

  async function seeCloser({ face: found, landmarks }: Seen, closer: CloserLook) {
    const { width, height } = whole.canvas;
    const { box } = found;
    const face = { x: box.x * width, y: box.y * height, width: box.width * width, height: box.height * height };
    return { ...found, ...(await lookCloser(closer, { canvas: whole.canvas, face, landmarks })) };
  }

  function cut(easel: Easel, { a, b, e, f }: Similarity): Square {
    clear(easel);
    easel.brush.setTransform(a, b, -b, a, e, f);
    easel.brush.drawImage(whole.canvas, 0, 0);
    easel.brush.resetTransform();
    return getSquare(easel);
  }

  function keepPace(milliseconds: number): void {
    recentMs = [...recentMs.slice(-20), milliseconds];
    const next = decideDetectorSide(side, recentMs);
    if (next !== side) recentMs = [];
    side = next;
  }

  return {
    async track(frame, closer = {}) {
      const startedAt = performance.now();
      const seen = await look(frame, side, [1]);
      keepPace(performance.now() - startedAt);
      return 'kind' in seen ? seen : { kind: 'one_face', face: await seeCloser(seen, closer) };
    },
    // Always at the full size: what is enrolled and verified never depends on how quick a phone is.
    async describe(frame, closer = {}) {
      const seen = await look(frame, DETECTOR_SIDE, ZOOMS);
      if (!('kind' in seen)) {
        const { landmarks } = seen;
        const descriptor = await nets.computeDescriptor(cut(chip, levelFace(landmarks, RECOGNISER_SIDE, CHIP_PADDING)));
        const kept = cut(secondChip, alignFace(landmarks));
        return { kind: 'described', face: await seeCloser(seen, closer), descriptor, chip: kept };
      }
      if (seen.kind === 'one_face') throw new TypeError('A face without landmarks.');
      return seen;
    },
  };
}

function drawWhole(frame: Frame, { canvas, brush }: Easel): { width: number; height: number } {
  const fullWidth = 'displayWidth' in frame ? frame.displayWidth : frame.width;
  const fullHeight = 'displayHeight' in frame ? frame.displayHeight : frame.height;
  const scale = Math.min(1, MAX_FRAME_SIDE / Math.max(fullWidth, fullHeight));
  const width = Math.round(fullWidth * scale);
  const height = Math.round(fullHeight * scale);
  // Setting a size also clears, which costs; frames of one camera have one size.
  if (canvas.width !== width || canvas.height !== height) {
    canvas.width = width;
    canvas.height = height;
  }
  brush.drawImage(frame, 0, 0, width, height);
  return { width, height };
}

function toFrame({ x, y, width, height, score }: Located, scale: number, left: number, top: number): Located {
  return { x: x / scale + left, y: y / scale + top, width: width / scale, height: height / scale, score };
}

function toSquare({ x, y, width, height }: Located, unit: number) {
  return { x: x * unit, y: y * unit, width: width * unit, height: height * unit };
}

function makeEasel(width: number, height: number): Easel {
  const canvas = new OffscreenCanvas(width, height);
  const brush = canvas.getContext('2d', { willReadFrequently: true });
  if (!brush) throw new TypeError('No 2D canvas in this worker.');
  return { canvas, brush };
}

function clear({ canvas, brush }: Easel): void {
  brush.clearRect(0, 0, canvas.width, canvas.height);
}

function getSquare({ canvas, brush }: Easel): Square {
  return { data: brush.getImageData(0, 0, canvas.width, canvas.height).data, side: canvas.width };
}
