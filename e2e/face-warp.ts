/** Raw RGB. */
export type Pixels = { data: Buffer; width: number; height: number };

type Spot = readonly [x: number, y: number];
/** Middles of the eyes and tip of the nose; left and right are the picture's. `straight`: the turn that makes it look ahead. */
export type FaceSpot = { left: Spot; right: Spot; nose: Spot; straight?: number };

/** `turn`: -1 to 1, towards the picture's right (the person's own left); `shut`: how far the eyes are, 0 to 1. */
export type Pose = { turn: number; shut: number };

/** A point of the face in distances between the eyes: along them, and down from the middle between them. */
type Local = { u: number; v: number };

/** Sine of the angle that the largest turn is, and how much narrower a head looks then. */
const SIDEWARDS = 0.68;
const NARROWER = 0.18;

/**
 * How far to the side a point of the face goes when the head turns: what stands out (the dome of the head, the nose on it)
 * goes farther than what lies behind, and everything comes nearer to the axis.
 */
function shiftOf(u: number, v: number, nose: Local, turn: number): number {
  const dome = Math.exp(-((u / 0.95) ** 2) - ((v - 0.3) / 1.3) ** 2);
  const tip = Math.exp(-(((u - nose.u) / 0.36) ** 2) - ((v - nose.v) / 0.45) ** 2);
  return SIDEWARDS * turn * (0.95 * dome + 0.3 * tip) - NARROWER * Math.abs(turn) * dome * u;
}

/** Where a point comes from that is seen at `u`: the inverse of the shift, by halving its own error. */
function sourceOf(u: number, v: number, nose: Local, turn: number): number {
  if (turn === 0) return u;
  let from = u - shiftOf(u, v, nose, turn);
  for (let i = 0; i < 4; i += 1) from += 0.8 * (u - from - shiftOf(from, v, nose, turn));
  return from;
}

/** Half the width of an eye, and above it the skin that a lid is drawn of. */
const EYE = { half: 0.3, top: -0.11, bottom: 0.06, skin: -0.34 };

/** Where the row `v` of an eye comes from when its lid has come down; rows are measured from the eye's middle. */
function underLid(u: number, v: number, shut: number): number {
  const curve = 1 - (u / EYE.half) ** 2;
  if (curve <= 0 || v < EYE.skin) return v;
  const open = EYE.top * curve;
  const edge = open + (EYE.bottom * curve - open) * shut;
  return v > edge ? v : EYE.skin + ((v - EYE.skin) * (open - EYE.skin)) / (edge - EYE.skin);
}

/**
 * The same picture with the head turned and the eyes shut that far: what stands out moves farther than what lies behind,
 * as landmarks see a real turn, and the skin above the eyes comes down over them.
 */
export function warpFace(from: Pixels, face: FaceSpot, { turn, shut }: Pose): Pixels {
  const across = [face.right[0] - face.left[0], face.right[1] - face.left[1]] as const;
  const scale = Math.hypot(...across);
  const [c, s] = [across[0] / scale, across[1] / scale];
  const middle = [(face.left[0] + face.right[0]) / 2, (face.left[1] + face.right[1]) / 2] as const;
  const toLocal = (x: number, y: number): Local => {
    const [dx, dy] = [x - middle[0], y - middle[1]];
    return { u: (dx * c + dy * s) / scale, v: (dy * c - dx * s) / scale };
  };
  const nose = toLocal(...face.nose);
  const data = Buffer.from(from.data);
  const reach = 1.9 * scale;
  const [left, right] = [Math.max(0, Math.floor(middle[0] - reach)), Math.min(from.width, middle[0] + reach)];
  const [top, bottom] = [Math.max(0, Math.floor(middle[1] - reach)), Math.min(from.height, middle[1] + reach)];
  for (let y = top; y < bottom; y += 1) {
    for (let x = left; x < right; x += 1) {
      const here = toLocal(x, y);
      const u = sourceOf(here.u, here.v, nose, turn);
      const eye = u < 0 ? -0.5 : 0.5;
      const v = underLid(u - eye, here.v, shut);
      const sourceX = middle[0] + (u * c - v * s) * scale;
      const sourceY = middle[1] + (u * s + v * c) * scale;
      copyPixel(from, sourceX, sourceY, data, (y * from.width + x) * 3);
    }
  }
  return { ...from, data };
}

/** Bilinear. */
function copyPixel({ data, width, height }: Pixels, x: number, y: number, to: Buffer, at: number): void {
  const x0 = Math.max(0, Math.min(width - 2, Math.floor(x)));
  const y0 = Math.max(0, Math.min(height - 2, Math.floor(y)));
  const fx = Math.max(0, Math.min(1, x - x0));
  const fy = Math.max(0, Math.min(1, y - y0));
  for (let channel = 0; channel < 3; channel += 1) {
    const read = (dx: number, dy: number) => data[((y0 + dy) * width + x0 + dx) * 3 + channel] ?? 0;
    const upper = read(0, 0) * (1 - fx) + read(1, 0) * fx;
    const lower = read(0, 1) * (1 - fx) + read(1, 1) * fx;
    to[at + channel] = Math.round(upper * (1 - fy) + lower * fy);
  }
}
