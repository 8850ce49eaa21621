import { setImmediate as nextTurn } from 'node:timers/promises';
import type { CalibratedBy } from '@hadir/contract/calibration.ts';
import { distanceBetween } from '#features/enrolment/descriptor.ts';
import { fuseDistances } from '#features/enrolment/face-fusion.ts';
import type { Context } from '#http/context.ts';
import { type Described, describeCalibration, type Measured } from './describe-calibration.ts';
import { listMarkDistances } from './list-mark-distances.ts';
import { measureStrangers } from './measure-strangers.ts';
import { type CalibratedFace, openConfirmedFaces } from './open-confirmed-faces.ts';

export type MeasuredSchool = { at: Date; people: number; described: Described[] };

type BothFace = CalibratedFace & { second: NonNullable<CalibratedFace['second']> };

/** Opens the confirmed faces of a school and measures them; other requests have their turn in between. */
export async function measureSchool(context: Context, schoolId: string): Promise<MeasuredSchool> {
  const faces = await openConfirmedFaces(context, schoolId);
  const both = faces.filter((face): face is BothFace => face.second !== null);
  const marks = await listMarkDistances(context, schoolId);
  const areTwins = await knowTwins(context, schoolId);
  const alone = (a: CalibratedFace, b: CalibratedFace) => distanceBetween(a.mean, b.mean);
  const bySecond = (a: BothFace, b: BothFace) => distanceBetween(a.second.mean, b.second.mean);
  const together = (a: BothFace, b: BothFace) => fuseDistances(alone(a, b), bySecond(a, b));
  const marksBy = (by: CalibratedBy) => marks.map((mark) => mark[by]).filter((distance) => distance !== null);
  const described: Described[] = [];
  const describe = async (measured: Measured) => {
    described.push(describeCalibration(measured));
    await nextTurn();
  };
  await describe({
    by: 'together',
    strangers: await measureStrangers(both, together, areTwins),
    shots: both.flatMap(({ shots, second }) => shots.map((shot, i) => fuseDistances(shot, second.shots[i] ?? null))),
    marks: marksBy('together'),
  });
  await describe({
    by: 'first',
    strangers: await measureStrangers(faces, alone, areTwins),
    shots: faces.flatMap(({ shots }) => shots),
    marks: marksBy('first'),
  });
  await describe({
    by: 'second',
    strangers: await measureStrangers(both, bySecond, areTwins),
    shots: both.flatMap(({ second }) => second.shots),
    marks: marksBy('second'),
  });
  return { at: context.now(), people: faces.length, described };
}

/** Pairs that an admin knows to look alike: they have a rule of their own, and say nothing of strangers. */
async function knowTwins({ db }: Context, schoolId: string) {
  const pairs = await db.twinPair.findMany({ where: { schoolId }, select: { personAId: true, personBId: true } });
  const known = new Set(pairs.map(({ personAId, personBId }) => [personAId, personBId].sort().join()));
  return (a: CalibratedFace, b: CalibratedFace) => known.size > 0 && known.has([a.personId, b.personId].sort().join());
}
