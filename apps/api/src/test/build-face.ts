import { asMeasured, type FaceModelCard, meanFace } from '#features/enrolment/face-model-card.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { makeDataKey, sealDescriptor } from '#features/enrolment/seal-descriptor.ts';
import { wrapForTemplate } from '#features/enrolment/template-key.ts';
import type { FaceTemplate, Person, Prisma } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { type Face, makeFace, picturesOf } from '#test/faces.ts';

/** `second`: as the second recogniser sees it; without, the face is enrolled by the first alone. */
type FaceGiven = { face?: Face; second?: Face; given?: Partial<Prisma.FaceTemplateUncheckedCreateInput> };

/** A confirmed face, sealed as an enrolment seals it; much quicker than one. */
export async function buildFace(
  { db, keys, vault }: Pick<Context, 'db' | 'keys' | 'vault'>,
  person: Pick<Person, 'id' | 'schoolId'>,
  { face = makeFace(), second, given = {} }: FaceGiven = {},
): Promise<FaceTemplate> {
  const now = new Date();
  const templateId = uuidV7(now);
  const whose = { schoolId: person.schoolId, personId: person.id };
  const [secret = Buffer.alloc(0)] = await vault.add([templateId]);
  const dataKey = makeDataKey();
  const sealBy = (card: FaceModelCard, seen: Face) => {
    const pictures = picturesOf(seen, card.shots).map((one) => asMeasured(one, card));
    const seat = { ...whose, model: card.id };
    return {
      mean: Uint8Array.from(sealDescriptor(dataKey, meanFace(pictures, card), { ...seat, part: 'mean' })),
      shots: pictures.map((picture, shot) => ({
        ...{ schoolId: person.schoolId, model: card.id, shot },
        sealed: Uint8Array.from(sealDescriptor(dataKey, picture, { ...seat, part: `shot:${shot}` })),
      })),
    };
  };
  const first = sealBy(faceRules.first, face);
  const other = second && sealBy(faceRules.second, second);
  return db.faceTemplate.create({
    data: {
      ...{ ...whose, id: templateId, state: 'confirmed', consentVersion: 1, consentTextHash: 'x', consentedAt: now },
      ...wrapForTemplate(keys.current(), secret, { ...whose, templateId }, dataKey),
      sealedMean: first.mean,
      ...(other && { secondSealedMean: other.mean }),
      ...given,
      shots: { create: [...first.shots, ...(other?.shots ?? [])] },
    },
  });
}
