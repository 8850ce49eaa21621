import type { Person } from '@hadir/contract/people.ts';
import { useState } from 'react';
import { formatList } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { type BulkOutcome, confirmFaces } from './confirm-faces.ts';
import { peopleKeys } from './people-queries.ts';
import { useTexts } from './texts.ts';

/** Enrolment day: many faces confirmed at once, after one look at how many. */
export function BulkConfirm({
  waiting,
  chosen,
  onChoose,
}: {
  waiting: readonly Person[];
  chosen: readonly Person[];
  onChoose: (people: readonly Person[]) => void;
}) {
  const t = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  const [failed, setFailed] = useState<BulkOutcome['failed']>([]);
  const count = chosen.length;
  const confirm = useCommand(confirmFaces, {
    refresh: [peopleKeys.all],
    onDone: (outcome) => {
      setIsAsking(false);
      setFailed(outcome.failed);
      onChoose(outcome.failed.map(({ person }) => person));
      if (outcome.confirmed > 0) showToast(t('bulkDone', { count: outcome.confirmed }));
    },
  });

  return (
    <div className="rounded-2xl bg-warn-soft p-4">
      <p>{t('enrolmentDay')}</p>
      <div className="mt-1 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <CheckboxField
          label={t('chooseAll')}
          checked={count > 0 && count === waiting.length}
          onChange={(event) => onChoose(event.target.checked ? waiting : [])}
        />
        <Button disabled={count === 0} onClick={() => setIsAsking(true)}>
          {count === 0 ? t('confirmNone') : t('confirmChosen', { count })}
        </Button>
      </div>
      {failed[0] && (
        <FailureNotice
          title={t('bulkFailed', { names: formatList(failed.map(({ person }) => person.name)) })}
          failure={failed[0].failure}
        />
      )}
      {isAsking && (
        <ConfirmDialog
          title={t('bulkTitle', { count })}
          description={
            <>
              <p>{t('bulkExplained')}</p>
              <p className="mt-2 max-h-48 overflow-y-auto text-ink">{formatList(chosen.map(({ name }) => name))}</p>
            </>
          }
          confirmLabel={t('confirmChosen', { count })}
          isBusy={confirm.isBusy}
          failure={confirm.failure}
          onConfirm={() => confirm.run(chosen)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </div>
  );
}
