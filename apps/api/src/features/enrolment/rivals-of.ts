import type { Vector } from './descriptor.ts';
import type { FacesToCompare } from './measure-face.ts';
import { type CourseFaces, centreWithout, type KnownFace } from './roster-faces.ts';

/**
 * Everybody else in a course, as a person's face is held against them. A face that waits for an admin counts as
 * nobody's rival.
 * @param twinIds people an admin knows to look like this one
 */
export function rivalsOf(
  personId: string,
  roster: CourseFaces,
  twinIds: readonly string[],
): Pick<FacesToCompare, 'others' | 'unconfirmedOthers' | 'twins' | 'idOf' | 'othersCentre'> {
  const rivals = [...roster.faces].filter(([id, face]) => id !== personId && !face.isHeld);
  const meansOf = (isOne: (face: KnownFace, isTwin: boolean) => boolean): Vector[] =>
    rivals.filter(([id, face]) => isOne(face, twinIds.includes(id))).map(([, { mean }]) => mean);
  return {
    others: meansOf(({ isConfirmed }, isTwin) => isConfirmed && !isTwin),
    unconfirmedOthers: meansOf(({ isConfirmed }, isTwin) => !isConfirmed && !isTwin),
    twins: meansOf((_, isTwin) => isTwin),
    idOf: (mean) => rivals.find(([, face]) => face.mean === mean)?.[0] ?? null,
    othersCentre: centreWithout(roster, personId),
  };
}
