import { distanceBetween, meanOf, spreadOf, type Vector } from './descriptor.ts';
import { type FaceModelCard, faceModelCard } from './face-model-card.ts';

/** What frames of somebody are compared with; all of one model. */
export type FacesToCompare = {
  own: { mean: Vector; shots: readonly Vector[] };
  /** Means of everybody else in the course roster whom staff have confirmed. */
  others: readonly Vector[];
  /** Means of those nobody has confirmed: what they enrolled may be anybody's face, so they never refuse. */
  unconfirmedOthers: readonly Vector[];
  /** Means of those an admin knows to look like the claimed person: they never refuse either. */
  twins: readonly Vector[];
  /** The person whose mean this very vector of the three lists is. */
  idOf: (mean: Vector) => string | null;
  /** Centre of the confirmed others; null when they are too few to have one. */
  othersCentre: Vector | null;
  /** Means of earlier accepted or pending attempts of this person. */
  earlier: readonly Vector[];
};

/** Distances are Euclidean; Infinity where there is nothing to be near to, NaN where a number is none. */
export type FaceMeasures = {
  /** Mean of the frames. */
  probe: Float32Array;
  /** Mean of the frames to the mean of the shots. */
  distance: number;
  nearestOther: number;
  nearestUnconfirmed: number;
  nearestTwin: number;
  /** Least and largest distance between any two frames. */
  spread: { least: number; largest: number };
  /** Least distance to a centre of many. */
  generic: number;
  /** Least distance to something seen before. */
  replay: number;
};

/** Measures well-formed frames of one capture. */
export function measureFace(
  frames: readonly Vector[],
  faces: FacesToCompare,
  card: FaceModelCard = faceModelCard,
): FaceMeasures {
  const probe = meanOf(frames);
  return {
    probe,
    distance: distanceBetween(probe, faces.own.mean),
    nearestOther: nearestOf(probe, faces.others),
    nearestUnconfirmed: nearestOf(probe, faces.unconfirmedOthers),
    nearestTwin: nearestOf(probe, faces.twins),
    spread: spreadOf(frames),
    generic: genericDistance(probe, faces, card),
    replay: replayDistance(frames, probe, faces),
  };
}

/** What speaks against a picture of one living person that is new. A NaN anywhere speaks against it. */
export function listFaults(
  { spread, replay, generic }: FaceMeasures,
  card: FaceModelCard = faceModelCard,
): ('still' | 'frames_far_apart' | 'replay' | 'generic')[] {
  return [
    card.frames.least <= spread.least ? null : ('still' as const),
    spread.largest <= card.frames.largest ? null : ('frames_far_apart' as const),
    replay > card.replayRadius ? null : ('replay' as const),
    generic > card.genericRadius ? null : ('generic' as const),
  ].filter((fault) => fault !== null);
}

/** Whose face, of all but the claimed person's, the probe is nearest to; null where there is none. */
export function findNearest(probe: Vector, faces: FacesToCompare): string | null {
  const all = [...faces.others, ...faces.unconfirmedOthers, ...faces.twins];
  const [nearest] = all
    .map((mean) => ({ mean, distance: distanceBetween(probe, mean) }))
    .sort((a, b) => a.distance - b.distance);
  return nearest === undefined ? null : faces.idOf(nearest.mean);
}

function nearestOf(probe: Vector, others: readonly Vector[]): number {
  return Math.min(Number.POSITIVE_INFINITY, ...others.map((other) => distanceBetween(probe, other)));
}

function genericDistance(probe: Vector, faces: FacesToCompare, card: FaceModelCard): number {
  const own = faces.othersCentre === null ? Number.POSITIVE_INFINITY : distanceBetween(probe, faces.othersCentre);
  if (faces.others.length >= card.minRosterForOwnCentre) return own;
  return Math.min(own, distanceBetween(probe, card.referenceCentre));
}

/** The probe to earlier probes, any frame to an enrolled shot. */
function replayDistance(frames: readonly Vector[], probe: Vector, faces: FacesToCompare): number {
  const toEarlier = faces.earlier.map((earlier) => distanceBetween(probe, earlier));
  const toShots = faces.own.shots.flatMap((shot) => frames.map((frame) => distanceBetween(frame, shot)));
  return Math.min(Number.POSITIVE_INFINITY, ...toEarlier, ...toShots);
}
