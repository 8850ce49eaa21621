import { type ErasureRequest, refuseErasure } from '@hadir/contract/privacy.ts';
import { useInfiniteQuery } from '@tanstack/react-query';
import { UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CardList } from '#ui/card-list.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { EmptyState, FailureNotice, LoadingState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { privacyKeys, requestsQuery } from './privacy-queries.ts';
import { useTexts } from './texts.ts';

/** Who asks to be erased, for an admin to decide. */
export function ErasureRequests() {
  const t = useTexts();
  const query = useInfiniteQuery(requestsQuery());
  const [erasing, setErasing] = useState<ErasureRequest | null>(null);
  const [refusing, setRefusing] = useState<ErasureRequest | null>(null);
  const items = query.data?.pages.flatMap((page) => page.items);
  return (
    <Card title={t('requests.title')}>
      <div className="space-y-4">
        {query.isPending && <LoadingState />}
        {query.error && <FailureNotice failure={toFailure(query.error)} onRetry={() => void query.refetch()} />}
        {items?.length === 0 && (
          <EmptyState icon={<UserRoundX className="size-8" />} title={t('requests.empty')}>
            {t('requests.emptyHint')}
          </EmptyState>
        )}
        {items && items.length > 0 && (
          <CardList label={t('requests.title')} rows={items} getKey={({ id }) => id}>
            {(item) => <Request request={item} onErase={() => setErasing(item)} onRefuse={() => setRefusing(item)} />}
          </CardList>
        )}
        {query.hasNextPage && (
          <Button look="secondary" isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('runs.more')}
          </Button>
        )}
      </div>
      {erasing && <EraseDialog person={erasing.person} onClose={() => setErasing(null)} />}
      {refusing && <RefuseDialog request={refusing} onClose={() => setRefusing(null)} />}
    </Card>
  );
}

function Request({
  request,
  onErase,
  onRefuse,
}: {
  request: ErasureRequest;
  onErase: () => void;
  onRefuse: () => void;
}) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { person, state } = request;
  return (
    <div className="space-y-2">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h3 className="font-semibold wrap-anywhere">{person.name}</h3>
        <Badge tone={state === 'open' ? 'warn' : 'info'}>{t(`requests.state.${state}`)}</Badge>
      </div>
      <p className="text-sm text-ink-soft">{t('requests.made', { date: formatDayTime(request.made_at, zone) })}</p>
      {request.reason && <p className="wrap-anywhere">{request.reason}</p>}
      {state === 'refused' && (
        <p className="text-sm text-ink-soft wrap-anywhere">
          {t('requests.refused', {
            date: formatDayTime(request.decided_at ?? request.made_at, zone),
            reason: request.decision_reason ?? '',
          })}
        </p>
      )}
      {state === 'open' && (
        <div className="flex flex-wrap gap-2 pt-1">
          <Button look="danger" aria-label={t('requests.eraseNamed', { name: person.name })} onClick={onErase}>
            {t('requests.erase')}
          </Button>
          <Button look="secondary" aria-label={t('requests.refuseNamed', { name: person.name })} onClick={onRefuse}>
            {t('requests.refuse')}
          </Button>
        </div>
      )}
    </div>
  );
}

function RefuseDialog({ request, onClose }: { request: ErasureRequest; onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit } = useForm({ defaultValues: { reason: '' } });
  const refuse = useCommand(
    (reason: string) => callOrThrow(refuseErasure, { params: { id: request.id }, body: { reason } }),
    {
      refresh: [privacyKeys.requests],
      onDone: () => {
        showToast(t('requests.done'));
        onClose();
      },
    },
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('requests.refuseNamed', { name: request.person.name })}
      description={t('requests.refuseText')}
    >
      <Form failure={refuse.failure} onSubmit={handleSubmit(({ reason }) => refuse.run(reason))}>
        <TextField label={t('requests.reason')} maxLength={500} {...register('reason')} />
        <FormButtons submitLabel={t('requests.refuse')} isBusy={refuse.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
