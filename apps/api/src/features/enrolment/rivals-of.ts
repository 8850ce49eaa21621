import { faceRules } from './face-rules.ts';
import type { FacesToCompare, KnownToModel, Rival } from './faces-to-compare.ts';
import { type CourseFaces, centreWithout, type KnownFace } from './roster-faces.ts';

type Crowd = Pick<KnownToModel, 'othersCentre' | 'confirmedOthers'>;

/**
 * Everybody else in a course, as a person's face is held against them. A face that waits for an admin counts as
 * nobody's rival.
 * @param twinIds people an admin knows to look like this one
 */
export function rivalsOf(
  personId: string,
  roster: CourseFaces,
  twinIds: readonly string[],
): Pick<FacesToCompare, 'others' | 'unconfirmedOthers' | 'twins'> & { crowd: Crowd; secondCrowd: Crowd } {
  const rivals = [...roster.faces].filter(([id, face]) => id !== personId && !face.isHeld);
  const those = (isOne: (face: KnownFace, isTwin: boolean) => boolean): Rival[] =>
    rivals
      .filter(([id, face]) => isOne(face, twinIds.includes(id)))
      .map(([id, { mean, secondMean }]) => ({ personId: id, mean, secondMean }));
  const others = those(({ isConfirmed }, isTwin) => isConfirmed && !isTwin);
  return {
    others,
    unconfirmedOthers: those(({ isConfirmed }, isTwin) => !isConfirmed && !isTwin),
    twins: those((_, isTwin) => isTwin),
    crowd: { othersCentre: centreWithout(roster, personId, faceRules.first), confirmedOthers: others.length },
    secondCrowd: {
      othersCentre: centreWithout(roster, personId, faceRules.second),
      confirmedOthers: others.filter(({ secondMean }) => secondMean !== null).length,
    },
  };
}
