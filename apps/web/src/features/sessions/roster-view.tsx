import type { Roster, RosterItem } from '@hadir/contract/sessions.ts';
import { ListChecks, Radio, UsersRound } from 'lucide-react';
import { useCallback, useState } from 'react';
import { useMay } from '#features/sign-in/me.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { EmptyState, FailureNotice } from '#ui/states.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import { filterRoster, type RosterFilter, rosterFilters, standingOf, totalsOf } from './filter-roster.ts';
import { HistoryDialog } from './history-dialog.tsx';
import { MarkUnmarkedDialog } from './mark-unmarked-dialog.tsx';
import { RejectDialog } from './reject-dialog.tsx';
import { RosterCounts } from './roster-counts.tsx';
import { type Ask, RosterRow } from './roster-row.tsx';
import { useRosterTexts } from './roster-texts.ts';
import { TapReason } from './tap-reason.tsx';
import { useTexts } from './texts.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { useRosterActions } from './use-roster-actions.ts';

type Asked = { readonly ask: Ask; readonly item: RosterItem };

/** The students of a session: first those who wait for the teacher, then everybody else. */
export function RosterView({ roster, zone, isLive }: { roster: Roster; zone: string; isLive: boolean }) {
  const t = useTexts();
  const r = useRosterTexts();
  const mayWrite = useMay('attendance:write');
  const [isMarkingAll, setIsMarkingAll] = useState(false);
  const { session, items, counts } = roster;
  const canWrite = mayWrite && session.phase !== 'cancelled';
  const { busy, refused, act, settle, forget } = useRosterActions(session.id);
  const [filter, setFilter] = useState<RosterFilter>('all');
  const [search, setSearch] = useState('');
  const [asked, setAsked] = useState<Asked | null>(null);
  const list = useFocusKept(items);
  const onAsk = useCallback((ask: Ask, item: RosterItem) => setAsked({ ask, item }), []);

  if (items.length === 0) {
    return (
      <EmptyState
        icon={<UsersRound className="size-8" />}
        title={t('roster.empty')}
        actions={<ButtonLink to={`/courses/${session.course.id}`}>{t('roster.goToCourse')}</ButtonLink>}
      >
        {t('roster.emptyHint')}
      </EmptyState>
    );
  }

  const shown = filterRoster(items, filter, search);
  const waiting = shown.filter(waitsForTeacher);
  const others = shown.filter((item) => !waitsForTeacher(item));
  const totals = totalsOf(roster);
  const rows = (list: readonly RosterItem[]) => (
    <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
      {list.map((item) => (
        <RosterRow
          key={item.student.id}
          item={item}
          zone={zone}
          isBusy={busy.has(item.student.id)}
          canWrite={canWrite}
          onAct={act}
          onAsk={onAsk}
        />
      ))}
    </ul>
  );
  const close = () => setAsked(null);
  const done = (item: RosterItem) => {
    close();
    forget();
    settle(item);
  };

  return (
    <section ref={list} tabIndex={-1} aria-label={t('roster.students')} className="space-y-5 outline-none">
      <RosterCounts counts={counts} />
      <div className="space-y-3">
        <Segmented
          legend={t('roster.show')}
          value={filter}
          onChange={setFilter}
          isWrapped
          segments={rosterFilters.map((value) => ({ value, label: r(`filter.${value}`), count: totals[value] }))}
        />
        <SearchField label={t('roster.search')} value={search} onChange={setSearch} />
        {canWrite && counts.missing > 0 && (
          <div className="flex flex-wrap items-center justify-between gap-2">
            <TapReason />
            {session.phase !== 'planned' && session.phase !== 'cancelled' && (
              <Button look="secondary" onClick={() => setIsMarkingAll(true)}>
                {r('unmarked.open', { count: counts.missing })}
              </Button>
            )}
          </div>
        )}
        {isLive && (
          <p className="flex items-center gap-2 text-sm text-ink-soft">
            <Radio className="size-4" aria-hidden="true" />
            {t('roster.live')}
          </p>
        )}
      </div>
      {refused && <FailureNotice title={refused.title ?? refused.name} failure={refused.failure} />}
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="text-lg font-semibold">
            {t('roster.waitingHeading')}
          </h2>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
            <p className="text-ink-soft">{t('roster.waitingHint')}</p>
            {canWrite && counts.pending > 1 && (
              <ButtonLink
                look="secondary"
                icon={<ListChecks className="size-5" aria-hidden="true" />}
                to={`/sessions/${session.id}/roll-call`}
              >
                {t('rollCall.open', { count: counts.pending })}
              </ButtonLink>
            )}
          </div>
          {rows(waiting)}
        </section>
      )}
      {others.length > 0 && (
        <section aria-labelledby="others">
          <h2 id="others" className="mb-3 text-lg font-semibold">
            {t('roster.heading')}
          </h2>
          {rows(others)}
        </section>
      )}
      {shown.length === 0 && <EmptyState title={t('roster.noMatch')} />}
      {isMarkingAll && <MarkUnmarkedDialog roster={roster} onClose={() => setIsMarkingAll(false)} />}
      {asked?.ask === 'history' && (
        <HistoryDialog sessionId={session.id} student={asked.item.student} zone={zone} onClose={close} />
      )}
      {asked?.ask === 'reject' && (
        <RejectDialog sessionId={session.id} item={asked.item} onDone={done} onClose={close} />
      )}
      {asked?.ask === 'by_hand' && (
        <ByHandDialog sessionId={session.id} item={asked.item} onDone={done} onClose={close} />
      )}
    </section>
  );
}

function waitsForTeacher(item: RosterItem): boolean {
  return standingOf(item) === 'pending' || item.waiting_key !== null;
}
