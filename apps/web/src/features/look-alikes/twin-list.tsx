import { removeTwins, type TwinPair } from '@hadir/contract/look-alikes.ts';
import { useQuery } from '@tanstack/react-query';
import { UserPlus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { AddTwinsDialog } from './add-twins-dialog.tsx';
import { lookAlikeKeys, twinsQuery } from './look-alike-queries.ts';
import { useTexts } from './texts.ts';

const namesOf = ({ people: [first, second] }: TwinPair) => ({ first: first?.name ?? '', second: second?.name ?? '' });

/** Pairs that are known to look alike: listed, added, taken back. */
export function TwinList() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery(twinsQuery);
  const [isAdding, setIsAdding] = useState(false);
  const [removed, setRemoved] = useState<TwinPair | null>(null);
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-3">
        <p className="max-w-2xl text-ink-soft">{t('pairs.intro')}</p>
        <Button icon={<UserPlus className="size-5" aria-hidden="true" />} onClick={() => setIsAdding(true)}>
          {t('pairs.add')}
        </Button>
      </div>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<UsersRound className="size-8" />} title={t('pairs.empty')}>
              {t('pairs.emptyHint')}
            </EmptyState>
          ) : (
            <CardList label={t('twins')} rows={items} getKey={({ id }) => id}>
              {(pair) => (
                <div className="flex flex-wrap items-start justify-between gap-3">
                  <div className="min-w-0 space-y-1">
                    <h2 className="font-semibold wrap-anywhere">{t('pairs.names', namesOf(pair))}</h2>
                    <p className="wrap-anywhere">{pair.reason}</p>
                    <p className="text-sm text-ink-soft">
                      {t('pairs.noted', {
                        who: pair.approved_by ?? t('someone'),
                        date: formatDayTime(pair.created_at, zone),
                      })}
                    </p>
                  </div>
                  <Button
                    look="quiet"
                    aria-label={t('pairs.removeNamed', namesOf(pair))}
                    onClick={() => setRemoved(pair)}
                  >
                    {t('pairs.remove')}
                  </Button>
                </div>
              )}
            </CardList>
          )
        }
      </QueryView>
      {isAdding && <AddTwinsDialog onClose={() => setIsAdding(false)} />}
      {removed && <RemoveDialog pair={removed} onClose={() => setRemoved(null)} />}
    </>
  );
}

function RemoveDialog({ pair, onClose }: { pair: TwinPair; onClose: () => void }) {
  const t = useTexts();
  const remove = useCommand((id: string) => callOrThrow(removeTwins, { params: { id } }), {
    refresh: [lookAlikeKeys.all],
    onDone: () => {
      showToast(t('pairs.removed'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('pairs.removeTitle', namesOf(pair))}
      description={t('pairs.removeExplained')}
      confirmLabel={t('pairs.remove')}
      look="danger"
      isBusy={remove.isBusy}
      failure={remove.failure}
      onConfirm={() => remove.run(pair.id)}
      onClose={onClose}
    />
  );
}
