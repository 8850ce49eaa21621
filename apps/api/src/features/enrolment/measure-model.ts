import { distanceBetween, spreadOf, type Vector } from './descriptor.ts';
import { type FaceModelCard, meanFace } from './face-model-card.ts';
import type { KnownToModel } from './faces-to-compare.ts';

/** What one recogniser makes of frames. Infinity where there is nothing to be near to, NaN where a number is none. */
export type ModelMeasures = {
  /** Mean of the frames. */
  probe: Float32Array;
  /** Mean of the frames to the mean of the shots. */
  distance: number;
  /** Least and largest distance between any two frames. */
  spread: { least: number; largest: number };
  /** Distance to the centre of many that is nearest for its radius, and that radius. */
  generic: number;
  genericRadius: number;
  /** Least distance to something seen before. */
  replay: number;
};

export type Fault = 'still' | 'frames_far_apart' | 'replay' | 'generic';

/**
 * Measures frames of one capture by one recogniser.
 * @param frames measured descriptors of the card's model
 */
export function measureModel(frames: readonly Vector[], known: KnownToModel, card: FaceModelCard): ModelMeasures {
  const probe = meanFace(frames, card);
  return {
    probe,
    distance: distanceBetween(probe, known.own.mean),
    spread: spreadOf(frames),
    ...measureGeneric(probe, known, card),
    replay: replayDistance(frames, probe, known),
  };
}

/** What speaks against a picture of one living person that is new. A NaN anywhere speaks against it. */
export function listFaults({ spread, replay, generic, genericRadius }: ModelMeasures, card: FaceModelCard): Fault[] {
  return [
    card.frames.least <= spread.least ? null : ('still' as const),
    spread.largest <= card.frames.largest ? null : ('frames_far_apart' as const),
    replay > card.replayRadius ? null : ('replay' as const),
    generic > genericRadius ? null : ('generic' as const),
  ].filter((fault) => fault !== null);
}

function measureGeneric(
  probe: Vector,
  { own, confirmedOthers, othersCentre }: KnownToModel,
  card: FaceModelCard,
): Pick<ModelMeasures, 'generic' | 'genericRadius'> {
  const reference = confirmedOthers >= card.minRosterForOwnCentre ? null : card.referenceCentre;
  const centres = [othersCentre, reference].filter((centre) => centre !== null);
  const measured = centres.map((centre) => ({
    generic: distanceBetween(probe, centre),
    genericRadius: decideGenericRadius(distanceBetween(own.mean, centre), card),
  }));
  const none = { generic: Number.POSITIVE_INFINITY, genericRadius: card.genericRadius };
  const broken = measured.find((one) => Number.isNaN(slack(one)));
  return broken ?? measured.reduce((least, one) => (slack(one) < slack(least) ? one : least), none);
}

const slack = (one: Pick<ModelMeasures, 'generic' | 'genericRadius'>) => one.generic - one.genericRadius;

/** @param ownDistance of the enrolled face to the same centre */
function decideGenericRadius(ownDistance: number, { genericRadius, generic }: FaceModelCard): number {
  return Math.max(genericRadius, Math.min(generic.largest, ownDistance - generic.nearerThanOwn));
}

/** The probe to earlier probes, any frame to an enrolled shot. */
function replayDistance(frames: readonly Vector[], probe: Vector, { own, earlier }: KnownToModel): number {
  const toEarlier = earlier.map((one) => distanceBetween(probe, one));
  const toShots = own.shots.flatMap((shot) => frames.map((frame) => distanceBetween(frame, shot)));
  return Math.min(Number.POSITIVE_INFINITY, ...toEarlier, ...toShots);
}
