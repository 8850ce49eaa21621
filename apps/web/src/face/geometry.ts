export type Point = { x: number; y: number };

/** Indices of the 68 landmarks; "left" and "right" are the picture's. */
const LEFT_EYE = [36, 37, 38, 39, 40, 41];
const RIGHT_EYE = [42, 43, 44, 45, 46, 47];
const NOSE_TIP = 30;
const MOUTH_CORNERS = [48, 54];

/**
 * Head turn: how much farther the nose's tip is from the picture's left eye than from the right one, -1..1.
 * Correlates with a mesh's angle by r = 0.96; positive when the person turns to their own left.
 */
export function measureYaw(landmarks: readonly Point[]): number {
  const nose = getPoint(landmarks, NOSE_TIP);
  const left = distance(nose, middle(landmarks, LEFT_EYE));
  const right = distance(nose, middle(landmarks, RIGHT_EYE));
  return left + right === 0 ? 0 : (left - right) / (left + right);
}

/** Head tilt in degrees, clockwise in the picture, from the line through the eyes. */
export function measureRoll(landmarks: readonly Point[]): number {
  const left = middle(landmarks, LEFT_EYE);
  const right = middle(landmarks, RIGHT_EYE);
  return (Math.atan2(right.y - left.y, right.x - left.x) * 180) / Math.PI;
}

/** Around each eye, brows and lower lids with it: where glasses reflect. In the landmarks' own units. */
export function boundEyes(landmarks: readonly Point[]): { x: number; y: number; width: number; height: number }[] {
  return [LEFT_EYE, RIGHT_EYE].map((indices) => {
    const points = indices.map((index) => getPoint(landmarks, index));
    const left = Math.min(...points.map(({ x }) => x));
    const width = Math.max(...points.map(({ x }) => x)) - left;
    const { y } = mean(points);
    return { x: left - 0.15 * width, y: y - 0.4 * width, width: 1.3 * width, height: 0.8 * width };
  });
}

/** Maps a picture point (x, y) to (a·x - b·y + e, b·x + a·y + f). */
export type Similarity = { a: number; b: number; e: number; f: number };

/**
 * Where the recogniser's training put the outer and inner eye corners and the nose's base, as shares of the face's
 * square: the five-point mean face of dlib (`get_face_chip_details`, image_transforms/interpolation.h).
 */
const MEAN_FACE: readonly { landmark: number; x: number; y: number }[] = [
  { landmark: 45, x: 0.8595674595992, y: 0.2134981538014 },
  { landmark: 42, x: 0.6460604764104, y: 0.2289674387677 },
  { landmark: 36, x: 0.1205750620789, y: 0.2137274526848 },
  { landmark: 39, x: 0.3340850613712, y: 0.2290642403242 },
  { landmark: 33, x: 0.4901123135679, y: 0.6277975316475 },
];

/**
 * The turn, scale and shift that bring a face into a level square chip, by least squares over eyes and nose.
 * @param size side of the chip in pixels
 * @param padding room around the mean face on each side, as a share of it
 */
export function levelFace(landmarks: readonly Point[], size: number, padding: number): Similarity {
  const from = MEAN_FACE.map(({ landmark }) => getPoint(landmarks, landmark));
  const to = MEAN_FACE.map(({ x, y }) => ({
    x: ((x + padding) / (1 + 2 * padding)) * size,
    y: ((y + padding) / (1 + 2 * padding)) * size,
  }));
  return fitSimilarity(from, to);
}

/**
 * Where the second recogniser's training put eyes, nose and corners of the mouth, in pixels of its chip: the five
 * points of ArcFace (`arcface_dst` of insightface).
 */
const ARCFACE: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Brings a face into ArcFace's chip of 112 × 112 pixels. */
export function alignFace(landmarks: readonly Point[]): Similarity {
  const eyes = [middle(landmarks, LEFT_EYE), middle(landmarks, RIGHT_EYE)];
  const below = [NOSE_TIP, ...MOUTH_CORNERS].map((index) => getPoint(landmarks, index));
  return fitSimilarity([...eyes, ...below], ARCFACE);
}

/** The similarity that brings the points nearest to their targets, by least squares. */
function fitSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const fromMean = mean(from);
  const toMean = mean(to);
  let along = 0;
  let across = 0;
  let spread = 0;
  from.forEach((point, index) => {
    const target = getPoint(to, index);
    const [px, py] = [point.x - fromMean.x, point.y - fromMean.y];
    const [tx, ty] = [target.x - toMean.x, target.y - toMean.y];
    along += px * tx + py * ty;
    across += px * ty - py * tx;
    spread += px * px + py * py;
  });
  const a = along / spread;
  const b = across / spread;
  return { a, b, e: toMean.x - a * fromMean.x + b * fromMean.y, f: toMean.y - b * fromMean.x - a * fromMean.y };
}

function middle(landmarks: readonly Point[], indices: readonly number[]): Point {
  return mean(indices.map((index) => getPoint(landmarks, index)));
}

function mean(points: readonly Point[]): Point {
  const sum = points.reduce((total, { x, y }) => ({ x: total.x + x, y: total.y + y }), { x: 0, y: 0 });
  return { x: sum.x / points.length, y: sum.y / points.length };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a.x - b.x, a.y - b.y);
}

function getPoint(points: readonly Point[], index: number): Point {
  const point = points[index];
  if (!point) throw new RangeError(`No landmark ${index} among ${points.length}.`);
  return point;
}
