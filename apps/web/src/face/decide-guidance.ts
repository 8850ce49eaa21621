import type { Description, FaceBox, FaceSeen, Tracking } from './tracking.ts';

/** What to tell the person now; `good` means this very picture may be described. */
export type Guidance =
  | 'no_face'
  | 'several_faces'
  | 'closer'
  | 'farther'
  | 'more_light'
  | 'backlight'
  | 'too_bright'
  | 'look_straight'
  | 'hold_still'
  | 'glare'
  /** A good picture that does not go with the ones before. */
  | 'once_more'
  | 'good';

export type Gates = {
  /** Share of the frame's shorter side, see `FaceSeen.share`. */
  minShare: number;
  maxShare: number;
  minBrightness: number;
  maxBurnt: number;
  /** How much brighter than the face what is behind it may be, in luma. */
  maxBacklight: number;
  maxGlare: number;
  minSharpness: number;
  minScore: number;
  maxYaw: number;
  /** Degrees; the chip is levelled, so only an extreme tilt is refused. */
  maxRoll: number;
  /** Movement of the box's middle since the picture before, as a share of its height. */
  maxMove: number;
};

/** What a descriptor needs to be worth anything. */
export const MARK_GATES: Gates = {
  minShare: 0.22,
  maxShare: 0.95,
  minBrightness: 35,
  maxBurnt: 0.7,
  maxBacklight: 255,
  maxGlare: 1,
  minSharpness: 8,
  minScore: 0.5,
  maxYaw: 0.35,
  maxRoll: 35,
  maxMove: 0.3,
};

/** A template outlives a mark, so its pictures are held to more; who cannot do better gets along with the others. */
export const SHOT_GATES: Gates = {
  ...MARK_GATES,
  minShare: 0.28,
  maxShare: 0.85,
  minBrightness: 50,
  maxBurnt: 0.25,
  maxBacklight: 90,
  maxGlare: 0.12,
  minSharpness: 14,
  minScore: 0.6,
  maxRoll: 25,
  maxMove: 0.2,
};

/** @param before the same person's box in the picture before, null when there was none */
export function decideGuidance(
  tracking: Tracking | Description,
  before: FaceBox | null,
  gates: Gates = MARK_GATES,
): Guidance {
  if (tracking.kind === 'several_faces') return 'several_faces';
  if (tracking.kind === 'one_face' || tracking.kind === 'described') return decideForFace(tracking.face, before, gates);
  return 'no_face';
}

/** More light on this face is light from the front. */
const BRIGHT_BEHIND = 40;

function decideForFace(face: FaceSeen, before: FaceBox | null, gates: Gates): Guidance {
  if (face.share < gates.minShare) return 'closer';
  if (face.share > gates.maxShare) return 'farther';
  const behind = face.backdrop - face.brightness;
  if (face.brightness < gates.minBrightness) return behind > BRIGHT_BEHIND ? 'backlight' : 'more_light';
  if (behind > gates.maxBacklight) return 'backlight';
  if (face.burnt > gates.maxBurnt) return 'too_bright';
  if (Math.abs(face.yaw) > gates.maxYaw || Math.abs(face.roll) > gates.maxRoll) return 'look_straight';
  if (before && move(before, face.box) > gates.maxMove) return 'hold_still';
  if (face.sharpness < gates.minSharpness || face.score < gates.minScore) return 'hold_still';
  if (face.glare > gates.maxGlare) return 'glare';
  return 'good';
}

function move(a: FaceBox, b: FaceBox): number {
  const x = (a.x + a.width / 2 - b.x - b.width / 2) / b.width;
  const y = (a.y + a.height / 2 - b.y - b.height / 2) / b.height;
  return Math.hypot(x, y);
}
