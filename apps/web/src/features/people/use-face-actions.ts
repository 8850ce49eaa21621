import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import type { Person } from '@hadir/contract/people.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { showToast } from '#ui/toast.tsx';
import { peopleKeys } from './people-queries.ts';
import { text } from './texts.ts';

/** Confirms one face; the id of the person it is busy with. */
export function useFaceActions() {
  const confirm = useCommand(
    ({ id, template_id }: Person) =>
      callOrThrow(confirmFaceTemplate, { params: { id }, body: { template_id: template_id ?? undefined } }),
    {
      refresh: [peopleKeys.all],
      onDone: (_, { name }) => showToast(text('confirmed', { name })),
    },
  );
  return { confirm, busy: confirm.busyWith?.id ?? null };
}
