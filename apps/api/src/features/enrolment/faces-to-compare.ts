import type { Vector } from './descriptor.ts';

/** Somebody else's enrolled face. */
export type Rival = {
  personId: string;
  mean: Vector;
  /** Of the second recogniser; null where the face was enrolled without. */
  secondMean: Vector | null;
};

/** What one recogniser's frames of somebody are held against. */
export type KnownToModel = {
  own: { mean: Vector; shots: readonly Vector[] };
  /** Centre of the confirmed others; null when they are too few to have one. */
  othersCentre: Vector | null;
  /** How many they are. */
  confirmedOthers: number;
  /** Means of earlier accepted or pending attempts of this person. */
  earlier: readonly Vector[];
};

/** What frames of somebody are compared with. Vectors of different recognisers are never compared. */
export type FacesToCompare = {
  first: KnownToModel;
  /** Null where the claimed person's face was enrolled without. */
  second: KnownToModel | null;
  /** Everybody else in the course roster whom staff have confirmed. */
  others: readonly Rival[];
  /** Those nobody has confirmed: what they enrolled may be anybody's face, so they never refuse. */
  unconfirmedOthers: readonly Rival[];
  /** Those an admin knows to look like the claimed person: they never refuse either. */
  twins: readonly Rival[];
};

/** Frames of one capture as they are measured; those of the second recogniser are of the same pictures, null without. */
export type ShownFrames = { first: readonly Vector[]; second: readonly Vector[] | null };
