import type { Description, FaceBox, FaceSeen, Tracking } from './tracking.ts';

/** What to tell the person now; `good` means this very picture may be described. */
export type Guidance =
  | 'no_face'
  | 'several_faces'
  | 'closer'
  | 'farther'
  | 'more_light'
  | 'look_straight'
  | 'hold_still'
  | 'good';

type Gates = {
  /** Share of the frame's shorter side, see `FaceSeen.share`. */
  minShare: number;
  maxShare: number;
  minBrightness: number;
  minSharpness: number;
  minScore: number;
  maxYaw: number;
  /** Degrees; the chip is levelled, so only an extreme tilt is refused. */
  maxRoll: number;
  /** Movement of the box's middle since the picture before, as a share of its height. */
  maxMove: number;
};

const GATES: Gates = {
  minShare: 0.22,
  maxShare: 0.95,
  minBrightness: 35,
  minSharpness: 8,
  minScore: 0.5,
  maxYaw: 0.35,
  maxRoll: 35,
  maxMove: 0.3,
};

/** @param before the same person's box in the picture before, null when there was none */
export function decideGuidance(
  tracking: Tracking | Description,
  before: FaceBox | null,
  gates: Gates = GATES,
): Guidance {
  if (tracking.kind === 'several_faces') return 'several_faces';
  if (tracking.kind === 'one_face' || tracking.kind === 'described') return decideForFace(tracking.face, before, gates);
  return 'no_face';
}

function decideForFace(face: FaceSeen, before: FaceBox | null, gates: Gates = GATES): Guidance {
  if (face.share < gates.minShare) return 'closer';
  if (face.share > gates.maxShare) return 'farther';
  if (face.brightness < gates.minBrightness) return 'more_light';
  if (Math.abs(face.yaw) > gates.maxYaw || Math.abs(face.roll) > gates.maxRoll) return 'look_straight';
  if (before && move(before, face.box) > gates.maxMove) return 'hold_still';
  if (face.sharpness < gates.minSharpness || face.score < gates.minScore) return 'hold_still';
  return 'good';
}

function move(a: FaceBox, b: FaceBox): number {
  const x = (a.x + a.width / 2 - b.x - b.width / 2) / b.width;
  const y = (a.y + a.height / 2 - b.y - b.height / 2) / b.height;
  return Math.hypot(x, y);
}
