import { EYE_SIDE, type EyeNet, findEyes } from './eye-net.ts';
import type { Point } from './geometry.ts';
import type { MoreNets } from './more-nets.ts';
import { PASSIVE_SIDE, type PassiveNet, surroundFace } from './passive-net.ts';
import type { Square } from './square.ts';
import type { CloserLook, CloserSeen } from './tracking.ts';

type Face = { x: number; y: number; width: number; height: number };
/** A face in the drawn frame; all in its pixels. */
type Subject = { canvas: OffscreenCanvas; face: Face; landmarks: readonly Point[] };

/** Measures what only some looks need. */
export type Closer = (asked: CloserLook, subject: Subject) => Promise<CloserSeen>;

/** A net that has not arrived measures nothing; asking for it is what loads it. No picture waits for a download. */
export function makeCloser(nets: Pick<MoreNets, 'getEyes' | 'getPassive'>): Closer {
  const eyeEasel = makeEasel(EYE_SIDE);
  const faceEasel = makeEasel(PASSIVE_SIDE);
  const eyes = lazily<EyeNet>(nets.getEyes);
  const passive = lazily<PassiveNet>(nets.getPassive);

  return async (asked, subject) => {
    const seen: CloserSeen = {};
    const eyeNet = asked.eyes ? eyes() : null;
    if (eyeNet) {
      // A blink closes both; the far eye of a turned head counts as closed.
      let openest = 0;
      for (const { x, y, side } of findEyes(subject.landmarks)) {
        const square = cut(subject.canvas, { x, y, width: side, height: side }, eyeEasel, EYE_SIDE);
        openest = Math.max(openest, await eyeNet.measureOpenness(square));
      }
      seen.eyes = openest;
    }
    const passiveNet = asked.life ? passive() : null;
    if (passiveNet) {
      const around = surroundFace(subject.face, subject.canvas);
      seen.life = await passiveNet.measureLife(cut(subject.canvas, around, faceEasel, PASSIVE_SIDE));
    }
    return seen;
  };
}

function lazily<T>(load: () => Promise<T>): () => T | null {
  let net: T | null = null;
  let isLoading = false;
  return () => {
    if (net === null && !isLoading) {
      isLoading = true;
      load().then(
        (loaded) => {
          net = loaded;
        },
        () => {
          isLoading = false;
        },
      );
    }
    return net;
  };
}

function makeEasel(side: number): OffscreenCanvasRenderingContext2D {
  const brush = new OffscreenCanvas(side, side).getContext('2d', { willReadFrequently: true });
  if (!brush) throw new TypeError('No 2D canvas in this worker.');
  return brush;
}

function cut(
  from: OffscreenCanvas,
  { x, y, width, height }: Face,
  brush: OffscreenCanvasRenderingContext2D,
  side: number,
): Square {
  brush.clearRect(0, 0, side, side);
  brush.drawImage(from, x, y, width, height, 0, 0, side, side);
  return { data: brush.getImageData(0, 0, side, side).data, side };
}
