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
  /** Distance to the centre of many that is nearest for its radius, and that radius. */
  generic: number;
  genericRadius: number;
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
    ...measureGeneric(probe, faces, card),
    replay: replayDistance(frames, probe, faces),
  };
}

/** What speaks against a picture of one living person that is new. A NaN anywhere speaks against it. */
export function listFaults(
  { spread, replay, generic, genericRadius }: FaceMeasures,
  card: FaceModelCard = faceModelCard,
): ('still' | 'frames_far_apart' | 'replay' | 'generic')[] {
  return [
    card.frames.least <= spread.least ? null : ('still' as const),
    spread.largest <= card.frames.largest ? null : ('frames_far_apart' as const),
    replay > card.replayRadius ? null : ('replay' as const),
    generic > genericRadius ? null : ('generic' as const),
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

function measureGeneric(
  probe: Vector,
  { own, others, othersCentre }: FacesToCompare,
  card: FaceModelCard,
): Pick<FaceMeasures, 'generic' | 'genericRadius'> {
  const reference = others.length >= card.minRosterForOwnCentre ? null : card.referenceCentre;
  const centres = [othersCentre, reference].filter((centre) => centre !== null);
  const measured = centres.map((centre) => ({
    generic: distanceBetween(probe, centre),
    genericRadius: decideGenericRadius(distanceBetween(own.mean, centre), card),
  }));
  const none = { generic: Number.POSITIVE_INFINITY, genericRadius: card.genericRadius };
  const broken = measured.find((one) => Number.isNaN(slack(one)));
  return broken ?? measured.reduce((least, one) => (slack(one) < slack(least) ? one : least), none);
}

const slack = (one: Pick<FaceMeasures, 'generic' | 'genericRadius'>) => one.generic - one.genericRadius;

/** @param ownDistance of the enrolled face to the same centre */
function decideGenericRadius(ownDistance: number, { genericRadius, generic }: FaceModelCard): number {
  return Math.max(genericRadius, Math.min(generic.largest, ownDistance - generic.nearerThanOwn));
}

/** The probe to earlier probes, any frame to an enrolled shot. */
function replayDistance(frames: readonly Vector[], probe: Vector, faces: FacesToCompare): number {
  const toEarlier = faces.earlier.map((earlier) => distanceBetween(probe, earlier));
  const toShots = faces.own.shots.flatMap((shot) => frames.map((frame) => distanceBetween(frame, shot)));
  return Math.min(Number.POSITIVE_INFINITY, ...toEarlier, ...toShots);
}
