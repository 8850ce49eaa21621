import { calibrationPeople, type getFaceCalibration } from '@hadir/contract/calibration.ts';
import { faceThresholds } from '@hadir/contract/school.ts';
import type { z } from 'zod';
import type { Db } from '#db.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Context } from '#http/context.ts';
import { type MeasuredSchool, measureSchool } from './measure-school.ts';

type Kept = { faces: string; until: number; measured: Promise<MeasuredSchool> };

const keptMs = 10 * 60_000;

/** Distances are nobody's face, so they may stay; they are small. */
const schools = new WeakMap<Db, Map<string, Kept>>();

/** How the school's own people lie apart. Measured once for all who ask until faces come or go. */
export async function getCalibration(
  context: Context,
  schoolId: string,
): Promise<z.input<(typeof getFaceCalibration)['reply']>> {
  const { faceThreshold, settings } = await context.db.school.findUniqueOrThrow({
    where: { id: schoolId },
    select: { faceThreshold: true, settings: true },
  });
  const { at, people, described } = await measureOnce(context, schoolId);
  const isSecondOn = readAttemptSettings(settings).second_recogniser === 'on';
  return {
    calculated_at: at.toISOString(),
    threshold: faceThreshold,
    least_threshold: faceThresholds.least,
    largest_threshold: faceThresholds.largest,
    people,
    least_people: calibrationPeople.least,
    recognisers: described.map((one) => ({ ...one, decides: one.by === (isSecondOn ? 'together' : 'first') })),
  };
}

async function measureOnce(context: Context, schoolId: string): Promise<MeasuredSchool> {
  const { _count, _max } = await context.db.faceTemplate.aggregate({
    where: { schoolId, state: 'confirmed', hold: null },
    _count: true,
    _max: { createdAt: true, confirmedAt: true },
  });
  const faces = JSON.stringify([_count, _max]);
  const known = schools.get(context.db) ?? new Map<string, Kept>();
  schools.set(context.db, known);
  const kept = known.get(schoolId);
  if (kept?.faces === faces && kept.until > Date.now()) return kept.measured;
  const measured = measureSchool(context, schoolId);
  const mine: Kept = { faces, until: Date.now() + keptMs, measured };
  known.set(schoolId, mine);
  try {
    return await measured;
  } catch (cause) {
    // Whoever asks next tries again.
    if (known.get(schoolId) === mine) known.delete(schoolId);
    throw cause;
  }
}
