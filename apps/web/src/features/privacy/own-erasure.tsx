import { getOwnErasureRequest, requestErasure, withdrawErasureRequest } from '@hadir/contract/privacy.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './own-data-texts.ts';

const queryKey = ['own-erasure-request'];

/** Asks to be erased, and says how the request stands. */
export function OwnErasure() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [isAsked, setIsAsked] = useState(false);
  const query = useQuery({ queryKey, queryFn: ({ signal }) => callOrThrow(getOwnErasureRequest, { signal }) });
  const withdraw = useCommand(() => callOrThrow(withdrawErasureRequest, {}), {
    refresh: [queryKey],
    onDone: () => showToast(t('withdrawn')),
  });
  return (
    <QueryView query={query}>
      {({ request }) =>
        request?.state === 'open' ? (
          <Notice
            actions={
              <Button look="secondary" isBusy={withdraw.isBusy} onClick={() => withdraw.run(undefined)}>
                {t('withdraw')}
              </Button>
            }
          >
            {t('open', { date: formatDayTime(request.made_at, zone) })}
            {withdraw.failure && <FailureNotice failure={withdraw.failure} />}
          </Notice>
        ) : (
          <div className="space-y-3">
            {request?.state === 'refused' && (
              <Notice tone="warn">
                {t('refused', {
                  date: formatDayTime(request.decided_at ?? request.made_at, zone),
                  reason: request.decision_reason ?? '',
                })}
              </Notice>
            )}
            <Button look="secondary" onClick={() => setIsAsked(true)}>
              {t('erase')}
            </Button>
            {isAsked && <AskDialog onClose={() => setIsAsked(false)} />}
          </div>
        )
      }
    </QueryView>
  );
}

function AskDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit } = useForm({ defaultValues: { reason: '' } });
  const ask = useCommand((reason: string) => callOrThrow(requestErasure, { body: { reason } }), {
    refresh: [queryKey],
    onDone: () => {
      showToast(t('sent'));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('erase')} description={t('erase_text')}>
      <Form failure={ask.failure} onSubmit={handleSubmit(({ reason }) => ask.run(reason))}>
        <TextField label={t('reason')} isOptional maxLength={500} {...register('reason')} />
        <FormButtons submitLabel={t('erase_submit')} look="danger" isBusy={ask.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
