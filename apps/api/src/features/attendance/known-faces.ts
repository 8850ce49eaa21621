import type { ModelShots } from '#features/enrolment/decide-shots.ts';
import type { FaceModelCard } from '#features/enrolment/face-model-card.ts';
import { faceRules } from '#features/enrolment/face-rules.ts';
import { openOwnShots } from '#features/enrolment/open-faces.ts';
import { openProbes, probeSeatOf } from '#features/enrolment/open-probes.ts';
import { reportReadable, reportUnreadable } from '#features/enrolment/report-unreadable.ts';
import { rivalsOf } from '#features/enrolment/rivals-of.ts';
import { getCourseFaces } from '#features/enrolment/roster-faces.ts';
import { sealDescriptor } from '#features/enrolment/seal-descriptor.ts';
import { createKeyOpener, knowKeysOf } from '#features/enrolment/template-key.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import type { Facts, SessionFacts } from './attempt-facts.ts';
import type { AttemptFacts } from './decide-attempt.ts';

type ComparedFacts = Pick<Facts, 'template' | 'isEnrolled' | 'twinIds' | 'probes'> & {
  session: Pick<SessionFacts, 'courseId' | 'schoolId' | 'facesVersion'> | null;
};

/** Opened faces that this person's attempt is compared with; `unknown` without a template or a roster. */
export async function getFacesToCompare(
  context: Context,
  person: SignedIn,
  facts: ComparedFacts,
): Promise<AttemptFacts['faces']> {
  const { session, template } = facts;
  if (!session || !template || !facts.isEnrolled) return { kind: 'unknown' };
  const opened = await openOwn(context, person, template);
  if (opened === null) return { kind: 'unreadable' };
  const { dataKey, own, second } = opened;
  const course = { id: session.courseId, schoolId: session.schoolId, facesVersion: session.facesVersion };
  const courseFaces = await getCourseFaces(context, course);
  // Probes are means only: with every frame of ninety days a mark would read hundreds of kilobytes, and the replay
  // check catches the lazy anyway; nonce and key carry the protection.
  const { crowd, secondCrowd, ...rivals } = rivalsOf(person.id, courseFaces, facts.twinIds);
  const earlierBy = (card: FaceModelCard, sealed: readonly Uint8Array[]) =>
    openProbes(context, person, dataKey, sealed, card);
  return {
    kind: 'known',
    ...rivals,
    first: { own, ...crowd, earlier: earlierBy(faceRules.first, facts.probes.first) },
    second: second && { own: second, ...secondCrowd, earlier: earlierBy(faceRules.second, facts.probes.second) },
  };
}

type Template = NonNullable<Facts['template']>;

/** Probes of one mark as they may lie in the database; `second` is null where the first recogniser has judged alone. */
export type SealedProbes = { first: Uint8Array; second: Uint8Array | null };

/** Under the data key of the person's template; null when the face was withdrawn meanwhile. */
export function sealProbes(
  context: Context,
  person: SignedIn,
  template: Template,
  { probe, secondProbe }: { probe: Float32Array; secondProbe: Float32Array | null },
): SealedProbes | null {
  const dataKey = createKeyOpener(context)(wrappedOf(person, template));
  if (dataKey === null) return null;
  const seal = (one: Float32Array, card: FaceModelCard) => sealDescriptor(dataKey, one, probeSeatOf(person, card));
  return { first: seal(probe, faceRules.first), second: secondProbe && seal(secondProbe, faceRules.second) };
}

/** The person's own shots and their mean; null, and reported, when a row was moved or damaged. */
async function openOwn(
  context: Context,
  person: SignedIn,
  template: Template,
): Promise<{ dataKey: Buffer; own: ModelShots; second: ModelShots | null } | null> {
  const wrapped = wrappedOf(person, template);
  await knowKeysOf(context, [wrapped]);
  const dataKey = createKeyOpener(context)(wrapped);
  const opened = openOwnShots(dataKey, { ...wrapped, ...template });
  if (dataKey === null || opened === null) {
    if (!template.wasUnreadable) await reportUnreadable(context, wrapped);
    return null;
  }
  if (template.wasUnreadable) await reportReadable(context, wrapped);
  const { second, ...own } = opened;
  return { dataKey, own, second };
}

const wrappedOf = (person: SignedIn, { id, wrappedKey, keyVersion }: Template) => ({
  ...{ schoolId: person.schoolId, personId: person.id, templateId: id },
  ...{ wrappedKey, keyVersion },
});
