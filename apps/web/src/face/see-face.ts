import { boundEyes, levelFace, measureRoll, measureYaw, type Point } from './geometry.ts';
import { measureBackdrop, measureGlare, measureLight } from './light.ts';
import { DETECTOR_SIDE, LANDMARK_SIDE, type Located, type Nets, RECOGNISER_SIDE, type Square } from './nets.ts';
import type { Description, FaceSeen, Frame, Tracking } from './tracking.ts';

/** Longer frames are made smaller: a face that matters is large enough in these. */
const MAX_FRAME_SIDE = 640;
const LIGHT_SIDE = 64;
/** Of dlib's own chip for this recogniser. */
const CHIP_PADDING = 0.25;

type Easel = { canvas: OffscreenCanvas; brush: OffscreenCanvasRenderingContext2D };

type Seen = { face: FaceSeen; landmarks: Point[] };

export type Eyes = {
  track(frame: Frame): Promise<Tracking>;
  describe(frame: Frame): Promise<Description>;
};

/** Puts the nets together: find, landmark, level, describe. One call at a time; frames are closed by the caller. */
export function makeEyes(nets: Nets): Eyes {
  const whole = makeEasel(MAX_FRAME_SIDE, MAX_FRAME_SIDE);
  const small = makeEasel(DETECTOR_SIDE, DETECTOR_SIDE);
  const face = makeEasel(LANDMARK_SIDE, LANDMARK_SIDE);
  const chip = makeEasel(RECOGNISER_SIDE, RECOGNISER_SIDE);
  const light = makeEasel(LIGHT_SIDE, LIGHT_SIDE);

  async function look(frame: Frame): Promise<Seen | Tracking> {
    const { width, height } = drawWhole(frame, whole);
    const scale = DETECTOR_SIDE / Math.max(width, height);
    clear(small);
    small.brush.drawImage(whole.canvas, 0, 0, width, height, 0, 0, width * scale, height * scale);
    const square = getSquare(small);
    const found = await nets.locate(square);
    const [first] = found;
    if (!first) return { kind: 'no_face' };
    if (found.length > 1) return { kind: 'several_faces', count: found.length };
    const drawn = { width: width * scale, height: height * scale };
    const backdrop = measureBackdrop(square.data, square.side, drawn, first);
    return see(toFrame(first, scale), width, height, backdrop);
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

  return {
    async track(frame) {
      const seen = await look(frame);
      return 'kind' in seen ? seen : { kind: 'one_face', face: seen.face };
    },
    async describe(frame) {
      const seen = await look(frame);
      if (!('kind' in seen)) {
        const { a, b, e, f } = levelFace(seen.landmarks, RECOGNISER_SIDE, CHIP_PADDING);
        clear(chip);
        chip.brush.setTransform(a, b, -b, a, e, f);
        chip.brush.drawImage(whole.canvas, 0, 0);
        chip.brush.resetTransform();
        const descriptor = await nets.computeDescriptor(getSquare(chip));
        return { kind: 'described', face: seen.face, descriptor };
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

function toFrame(located: Located, scale: number): Located {
  const { x, y, width, height, score } = located;
  return { x: x / scale, y: y / scale, width: width / scale, height: height / scale, score };
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
