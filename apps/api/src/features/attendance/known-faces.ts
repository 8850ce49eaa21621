import { openProbes, probeSeatOf } from '#features/enrolment/open-probes.ts';
import { reportUnreadable } from '#features/enrolment/report-unreadable.ts';
import { centreWithout, getCourseFaces, type KnownFace } from '#features/enrolment/roster-faces.ts';
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
  const dataKey = await openTemplateKey(context, person, template);
  if (dataKey === null) return { kind: 'unreadable' };
  const course = { id: session.courseId, schoolId: session.schoolId, facesVersion: session.facesVersion };
  const courseFaces = await getCourseFaces(context, course);
  const own = courseFaces.faces.get(person.id);
  if (!own) return courseFaces.unreadable.has(person.id) ? { kind: 'unreadable' } : { kind: 'unknown' };
  // A face that waits for an admin counts as nobody's rival.
  const rivals = [...courseFaces.faces].filter(([id, face]) => id !== person.id && !face.isHeld);
  const meansOf = (isOne: (face: KnownFace, isTwin: boolean) => boolean) =>
    rivals.filter(([id, face]) => isOne(face, facts.twinIds.includes(id))).map(([, { mean }]) => mean);
  // Probes are means only: with every frame of ninety days a mark would read hundreds of kilobytes, and the replay
  // check catches the lazy anyway; nonce and key carry the protection.
  return {
    kind: 'known',
    own,
    others: meansOf(({ isConfirmed }, isTwin) => isConfirmed && !isTwin),
    unconfirmedOthers: meansOf(({ isConfirmed }, isTwin) => !isConfirmed && !isTwin),
    twins: meansOf((_, isTwin) => isTwin),
    othersCentre: centreWithout(courseFaces, person.id),
    earlier: openProbes(context, person, dataKey, facts.probes),
  };
}

type Template = NonNullable<Facts['template']>;

/**
 * A probe as it may lie in the database, under the data key of the person's template; null when the face was withdrawn
 * meanwhile.
 */
export function sealProbe(
  context: Context,
  person: SignedIn,
  template: Template,
  probe: Float32Array,
): Uint8Array | null {
  const dataKey = createKeyOpener(context)(wrappedOf(person, template));
  return dataKey && sealDescriptor(dataKey, probe, probeSeatOf(person));
}

async function openTemplateKey(context: Context, person: SignedIn, template: Template): Promise<Buffer | null> {
  const wrapped = wrappedOf(person, template);
  await knowKeysOf(context, [wrapped]);
  const dataKey = createKeyOpener(context)(wrapped);
  if (dataKey === null) await reportUnreadable(context, wrapped);
  return dataKey;
}

const wrappedOf = (person: SignedIn, { id, wrappedKey, keyVersion }: Template) => ({
  ...{ schoolId: person.schoolId, personId: person.id, templateId: id },
  ...{ wrappedKey, keyVersion },
});
