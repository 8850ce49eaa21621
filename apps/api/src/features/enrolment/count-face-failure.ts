import type { Tx } from '#db.ts';
import { Prisma } from '#generated/prisma/client.ts';
import { failuresUntilOff, pausingBuckets } from './decide-retry.ts';

type FaceFailure = {
  personId: string;
  schoolId: string;
  /** Id of the device key whose signature stood, else one of `pausingBuckets`. */
  bucket: string;
  now: Date;
};

/** One more failure of a presented face. Of tries at the same moment each counts. */
export async function countFaceFailure(tx: Tx, failure: FaceFailure): Promise<void> {
  await tx.$executeRaw(faceFailureSql(failure, Prisma.sql`(SELECT 1) AS always`));
}

/**
 * The same as part of a larger statement.
 * @param source one row where the failure counts, none where it does not
 */
export function faceFailureSql({ personId, schoolId, bucket, now }: FaceFailure, source: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO face_trials (id, school_id, person_id, bucket, failures, last_failure_at)
    SELECT gen_random_uuid(), ${schoolId}::uuid, ${personId}::uuid, ${bucket}, 1, ${now}::timestamptz FROM ${source}
    ON CONFLICT (person_id, bucket) DO UPDATE SET
      failures = face_trials.failures + 1,
      last_failure_at = greatest(face_trials.last_failure_at, EXCLUDED.last_failure_at),
      off_at = CASE
        WHEN face_trials.bucket <> ALL (${[...pausingBuckets]}::text[]) AND face_trials.failures + 1 >= ${failuresUntilOff}
          THEN coalesce(face_trials.off_at, EXCLUDED.last_failure_at)
        ELSE face_trials.off_at END`;
}
