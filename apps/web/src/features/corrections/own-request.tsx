import type { listOwnRecords } from '@hadir/contract/attendance.ts';
import { withdrawCorrectionRequest } from '@hadir/contract/corrections.ts';
import { useState } from 'react';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { describeFailure } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { OwnHistoryDialog } from './own-history-dialog.tsx';
import { useTexts } from './texts.ts';

type Item = Reply<typeof listOwnRecords>['items'][number];

/** What a student has asked about a class, the answer, and the way to ask. */
export function OwnRequest({ item, zone }: { item: Item; zone: string }) {
  const t = useTexts();
  const [open, setOpen] = useState<'ask' | 'history' | null>(null);
  const { request, title } = item;
  const withdraw = useCommand((id: string) => callOrThrow(withdrawCorrectionRequest, { params: { id } }), {
    refresh: [['own-records']],
  });
  const close = () => setOpen(null);
  return (
    <div className="w-full space-y-1 text-sm">
      {request && request.state !== 'withdrawn' && (
        <p className="text-ink-soft">
          {t(`own.${request.state}`, { wanted: t(`standing.${request.wanted}`) })}
          {request.decision_reason !== null && ` ${t('own.answer', { reason: request.decision_reason })}`}
        </p>
      )}
      <div className="flex flex-wrap gap-1">
        {item.may_ask && (
          <Button look="quiet" aria-label={t('own.askNamed', { title })} onClick={() => setOpen('ask')}>
            {t('own.ask')}
          </Button>
        )}
        {request?.state === 'open' && (
          <Button
            look="quiet"
            isBusy={withdraw.isBusy}
            aria-label={t('own.withdrawNamed', { title })}
            onClick={() => withdraw.run(request.id)}
          >
            {t('own.withdraw')}
          </Button>
        )}
        {item.method !== null && (
          <Button look="quiet" aria-label={t('own.historyNamed', { title })} onClick={() => setOpen('history')}>
            {t('own.history')}
          </Button>
        )}
      </div>
      {withdraw.failure && (
        <p role="alert" className="font-medium text-bad">
          {describeFailure(withdraw.failure)}
        </p>
      )}
      {open === 'ask' && <AskDialog session={item} onClose={close} />}
      {open === 'history' && <OwnHistoryDialog session={item} zone={zone} onClose={close} />}
    </div>
  );
}
