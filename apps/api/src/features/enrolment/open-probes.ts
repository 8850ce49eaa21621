import type { Context } from '#http/context.ts';
import type { FaceModelCard } from './face-model-card.ts';
import { openDescriptor } from './seal-descriptor.ts';

/** Where a kept probe of this person by this recogniser belongs. */
export const probeSeatOf = (person: { id: string; schoolId: string }, { id: model }: FaceModelCard) =>
  ({ schoolId: person.schoolId, personId: person.id, part: 'probe', model }) as const;

/** Kept probes of a person, under the data key of the person's template; what does not open is left out and logged. */
export function openProbes(
  context: Pick<Context, 'log'>,
  person: { id: string; schoolId: string },
  dataKey: Buffer,
  sealed: readonly Uint8Array[],
  card: FaceModelCard,
): Float32Array[] {
  return sealed.flatMap((one) => {
    try {
      return [openDescriptor(dataKey, one, probeSeatOf(person, card))];
    } catch (cause) {
      context.log.error({ personId: person.id, err: cause }, 'a kept probe does not open');
      return [];
    }
  });
}
