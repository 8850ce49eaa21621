import { deleteHoliday, type Holiday } from '@hadir/contract/timetable.ts';
import { useQuery } from '@tanstack/react-query';
import { PartyPopper, Plus } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CardList } from '#ui/card-list.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { HolidayDialog } from './holiday-dialog.tsx';
import { useTexts } from './texts.ts';
import { holidaysQuery, timetableKeys } from './timetable-queries.ts';
import { formatWholeDay } from './week-days.ts';

/** Days without classes; an admin makes and removes them here. */
export function HolidayList({ canWrite }: { canWrite: boolean }) {
  const t = useTexts();
  const query = useQuery(holidaysQuery);
  const [isMaking, setIsMaking] = useState(false);
  const [removing, setRemoving] = useState<Holiday | null>(null);
  const remove = useCommand(({ id }: Holiday) => callOrThrow(deleteHoliday, { params: { id } }), {
    refresh: [timetableKeys.all],
    onDone: (_, { name }) => {
      showToast(t('holidays.removed', { name }));
      setRemoving(null);
    },
  });
  return (
    <>
      {canWrite && (
        <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setIsMaking(true)}>
          {t('holidays.new')}
        </Button>
      )}
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<PartyPopper className="size-8" />} title={t('holidays.empty')}>
              {t('holidays.emptyHint')}
            </EmptyState>
          ) : (
            <CardList label={t('view.holidays')} rows={items} getKey={({ id }) => id}>
              {(holiday) => (
                <div className="flex flex-wrap items-center justify-between gap-2">
                  <div className="min-w-0">
                    <p className="font-semibold wrap-anywhere">{holiday.name}</p>
                    <p className="text-ink-soft">{daysOf(holiday, t)}</p>
                  </div>
                  {canWrite && (
                    <Button
                      look="quiet"
                      aria-label={t('holidays.removeNamed', { name: holiday.name })}
                      onClick={() => setRemoving(holiday)}
                    >
                      {t('holidays.remove')}
                    </Button>
                  )}
                </div>
              )}
            </CardList>
          )
        }
      </QueryView>
      {isMaking && <HolidayDialog onClose={() => setIsMaking(false)} />}
      {removing && (
        <ConfirmDialog
          title={t('holidays.removeTitle', { name: removing.name })}
          description={t('holidays.removeExplained')}
          confirmLabel={t('holidays.remove')}
          look="danger"
          isBusy={remove.isBusy}
          failure={remove.failure}
          onConfirm={() => remove.run(removing)}
          onClose={() => setRemoving(null)}
        />
      )}
    </>
  );
}

function daysOf({ starts_on, ends_on }: Holiday, t: ReturnType<typeof useTexts>): string {
  if (starts_on === ends_on) return formatWholeDay(starts_on);
  return t('holidays.days', { first: formatWholeDay(starts_on), last: formatWholeDay(ends_on) });
}
