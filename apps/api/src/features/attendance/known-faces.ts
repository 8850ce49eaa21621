import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import { centreWithout, getCourseFaces } from '#features/enrolment/roster-faces.ts';
import { deriveSchoolKey, openDescriptor, sealDescriptor, unwrapDataKey } from '#features/enrolment/seal-descriptor.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import type { AttemptFacts } from './decide-attempt.ts';
import type { Facts } from './load-facts.ts';

/** Opened faces that this person's attempt is compared with; `unknown` without a template or a roster. */
export async function getFacesToCompare(
  context: Context,
  person: SignedIn,
  facts: Facts,
): Promise<AttemptFacts['faces']> {
  const { session, template } = facts;
  if (!session || !template || !facts.isEnrolled) return { kind: 'unknown' };
  const course = { id: session.courseId, schoolId: session.schoolId, facesVersion: session.facesVersion };
  const courseFaces = await getCourseFaces(context, course);
  const own = courseFaces.faces.get(person.id);
  if (!own) return courseFaces.unreadable.has(person.id) ? { kind: 'unreadable' } : { kind: 'unknown' };
  const everybodyElse = [...courseFaces.faces].filter(([id]) => id !== person.id).map(([, face]) => face);
  const meansOf = (isConfirmed: boolean) =>
    everybodyElse.filter((face) => face.isConfirmed === isConfirmed).map((face) => face.mean);
  return {
    kind: 'known',
    own,
    others: meansOf(true),
    unconfirmedOthers: meansOf(false),
    othersCentre: centreWithout(courseFaces, person.id),
    earlier: openProbes(context, person, template.wrappedKey, facts.probes),
  };
}

/** A probe as it may lie in the database, under the data key of the person's template. */
export function sealProbe(context: Context, person: SignedIn, wrappedKey: Uint8Array, probe: Float32Array): Uint8Array {
  return sealDescriptor(dataKeyOf(context, person, wrappedKey), probe, seatOf(person));
}

// Means only: with every frame of ninety days a mark would read hundreds of kilobytes, and the replay
// check catches the lazy anyway; nonce and key carry the protection.
function openProbes(context: Context, person: SignedIn, wrappedKey: Uint8Array, sealed: Uint8Array[]): Float32Array[] {
  if (sealed.length === 0) return [];
  const dataKey = dataKeyOf(context, person, wrappedKey);
  return sealed.flatMap((one) => {
    try {
      return [openDescriptor(dataKey, one, seatOf(person))];
    } catch (cause) {
      context.log.error({ personId: person.id, err: cause }, 'a kept probe does not open');
      return [];
    }
  });
}

function dataKeyOf(context: Context, person: SignedIn, wrappedKey: Uint8Array): Buffer {
  return unwrapDataKey(deriveSchoolKey(context.masterKey, person.schoolId), wrappedKey, person.schoolId, person.id);
}

const seatOf = (person: SignedIn) =>
  ({ schoolId: person.schoolId, personId: person.id, part: 'probe', model: faceModelCard.id }) as const;
