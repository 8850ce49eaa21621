import type { RefusedWhy } from '@hadir/contract/enrolment.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';
import { countFaceFailure } from './count-face-failure.ts';
import type { FaceModelCard } from './face-model-card.ts';

/** Raised whenever `decideShots` or `decideOwnFace` judge otherwise than before. */
const ruleVersion = 2;

export type RefusedTryFacts = {
  action: 'face_template.refused' | 'device_key.refused';
  /** Where it counts towards a pause. */
  bucket: string;
  why: RefusedWhy;
  /** Of the recogniser that said no; of the first where both did together. */
  card: FaceModelCard;
  /** What it was judged by; never what was measured. */
  limits: object;
  now: Date;
};

/** A face that was refused outside of marks counts towards a pause and leaves a trace for staff. */
export async function keepRefusedTry(
  context: Context,
  person: Actor,
  { action, bucket, why, card, limits, now }: RefusedTryFacts,
): Promise<void> {
  const { id: model, genericRadius, replayRadius } = card;
  await context.db.$transaction(async (tx) => {
    await countFaceFailure(tx, { personId: person.id, schoolId: person.schoolId, bucket, now });
    await recordAudit(tx, {
      ...by(person),
      action,
      subjectType: 'person',
      subjectId: person.id,
      after: {
        why,
        model,
        rules: ruleVersion,
        limits: { ...limits, generic_radius: genericRadius, replay_radius: replayRadius },
      },
    });
  });
}
