import type { Roster, RosterItem } from '@hadir/contract/sessions.ts';
import { ListChecks, UsersRound } from 'lucide-react';
import { useCallback, useState } from 'react';
import { ButtonLink } from '#ui/button.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { EmptyState, FailureNotice } from '#ui/states.tsx';
import { ByHandDialog } from './by-hand-dialog.tsx';
import { filterRoster, type RosterFilter, rosterFilters, standingOf } from './filter-roster.ts';
import { RejectDialog } from './reject-dialog.tsx';
import { RosterCounts } from './roster-counts.tsx';
import { type Ask, RosterRow } from './roster-row.tsx';
import { useTexts } from './texts.ts';
import { useFocusKept } from './use-focus-kept.ts';
import { useRosterActions } from './use-roster-actions.ts';

type Asked = { readonly ask: Ask; readonly item: RosterItem };

/** The students of a session: first those who wait for the teacher, then everybody else. */
export function RosterView({ roster, zone }: { roster: Roster; zone: string }) {
  const t = useTexts();
  const { session, items, counts } = roster;
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
  const totals = { all: items.length, ...counts };
  const rows = (list: readonly RosterItem[]) => (
    <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
      {list.map((item) => (
        <RosterRow
          key={item.student.id}
          item={item}
          zone={zone}
          isBusy={busy.has(item.student.id)}
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
          segments={rosterFilters.map((value) => ({ value, label: t(`roster.${value}`), count: totals[value] }))}
        />
        <SearchField label={t('roster.search')} value={search} onChange={setSearch} />
      </div>
      {refused && <FailureNotice title={refused.title ?? refused.name} failure={refused.failure} />}
      {waiting.length > 0 && (
        <section aria-labelledby="waiting">
          <h2 id="waiting" className="text-lg font-semibold">
            {t('roster.waitingHeading')}
          </h2>
          <div className="mb-3 flex flex-wrap items-center justify-between gap-2">
            <p className="text-ink-soft">{t('roster.waitingHint')}</p>
            {counts.pending > 1 && (
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
