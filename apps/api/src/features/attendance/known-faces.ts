import { meanOf } from '#features/enrolment/descriptor.ts';
import { openShots } from '#features/enrolment/open-faces.ts';
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
  const { dataKey, own } = opened;
  const course = { id: session.courseId, schoolId: session.schoolId, facesVersion: session.facesVersion };
  const courseFaces = await getCourseFaces(context, course);
  // Probes are means only: with every frame of ninety days a mark would read hundreds of kilobytes, and the replay
  // check catches the lazy anyway; nonce and key carry the protection.
  return {
    kind: 'known',
    own,
    ...rivalsOf(person.id, courseFaces, facts.twinIds),
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

/** The person's own shots and their mean; null, and reported, when a row was moved or damaged. */
async function openOwn(context: Context, person: SignedIn, template: Template) {
  const wrapped = wrappedOf(person, template);
  await knowKeysOf(context, [wrapped]);
  const dataKey = createKeyOpener(context)(wrapped);
  const shots = openShots(dataKey, { ...wrapped, ...template });
  if (dataKey === null || shots === null) {
    if (!template.wasUnreadable) await reportUnreadable(context, wrapped);
    return null;
  }
  if (template.wasUnreadable) await reportReadable(context, wrapped);
  return { dataKey, own: { shots, mean: meanOf(shots) } };
}

const wrappedOf = (person: SignedIn, { id, wrappedKey, keyVersion }: Template) => ({
  ...{ schoolId: person.schoolId, personId: person.id, templateId: id },
  ...{ wrappedKey, keyVersion },
});
