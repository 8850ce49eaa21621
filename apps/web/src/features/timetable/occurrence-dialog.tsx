import { type CalendarItem, deleteTimetableException } from '@hadir/contract/timetable.ts';
import { useState } from 'react';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDay, formatFacts, formatTimeRange } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { CancelOccurrenceDialog } from './cancel-occurrence-dialog.tsx';
import { MoveOccurrenceDialog } from './move-occurrence-dialog.tsx';
import { type RuleItem, ruleItem } from './rule-item.ts';
import { useTexts } from './texts.ts';
import { timetableKeys } from './timetable-queries.ts';

/** One class of the calendar, with what can be done with this one alone. */
export function OccurrenceDialog({ item, zone, onClose }: { item: CalendarItem; zone: string; onClose: () => void }) {
  const t = useTexts();
  const me = useMe();
  const canWrite = useMay('occurrences:write');
  const [doing, setDoing] = useState<'cancel' | 'move' | null>(null);
  const { title, course, room, place, phase, reason, change } = item;
  const takeBack = useCommand(
    ({ rule_id: id, occurs_on: on }: RuleItem) => callOrThrow(deleteTimetableException, { params: { id, on } }),
    {
      refresh: [timetableKeys.all],
      onDone: () => {
        showToast(t('day.takenBack', { title }));
        onClose();
      },
    },
  );
  const isOwn = me.role === 'admin' || course.teacher.id === me.id;
  const ofRule = canWrite && isOwn && Date.parse(item.ends_at) > Date.now() ? ruleItem(item) : null;
  const isPlanned = phase === 'planned';
  if (doing === 'cancel' && ofRule) return <CancelOccurrenceDialog item={ofRule} zone={zone} onClose={onClose} />;
  if (doing === 'move' && ofRule) return <MoveOccurrenceDialog item={ofRule} zone={zone} onClose={onClose} />;
  const facts = [
    { name: t('facts.when'), value: formatFacts([formatDay(item.starts_at, zone), timeOf(item, zone)]) },
    { name: t('facts.state'), value: formatFacts([t(`phase.${phase}`), change === 'moved' && t('moved')]) },
    ...(reason === null ? [] : [{ name: t('facts.reason'), value: reason }]),
    {
      name: t('facts.course'),
      value: formatFacts([course.code, course.title, t('section', { section: course.section })]),
    },
    { name: t('facts.teacher'), value: course.teacher.name },
    ...(room === '' ? [] : [{ name: t('facts.room'), value: room }]),
    { name: t('facts.place'), value: place?.name ?? t('facts.noPlace') },
    { name: t('facts.opening'), value: t(item.opens_itself ? 'rules.byTime' : 'rules.byTeacher') },
  ];
  return (
    <Dialog isOpen onClose={onClose} title={title}>
      <DataList items={facts} />
      {item.collides.map((kind) => (
        <Notice key={kind} tone="warn" className="mt-4">
          {t(`collides.${kind}`)}
        </Notice>
      ))}
      {takeBack.failure && <FailureNotice failure={takeBack.failure} />}
      <div className="mt-5 flex flex-wrap gap-2">
        {item.session_id && <ButtonLink to={`/sessions/${item.session_id}`}>{t('day.toSession')}</ButtonLink>}
        {ofRule && isPlanned && (
          <Button look="secondary" onClick={() => setDoing('move')}>
            {t('day.move')}
          </Button>
        )}
        {ofRule && isPlanned && (
          <Button look="secondary" onClick={() => setDoing('cancel')}>
            {t('day.cancel')}
          </Button>
        )}
        {ofRule && change !== null && (isPlanned || phase === 'cancelled') && (
          <Button look="secondary" isBusy={takeBack.isBusy} onClick={() => takeBack.run(ofRule)}>
            {t('day.takeBack')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function timeOf({ starts_at, ends_at }: CalendarItem, zone: string): string {
  return formatTimeRange(starts_at, ends_at, zone);
}
