import type { ClassSession } from '@hadir/contract/sessions.ts';
import { useParams } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { formatDay, formatFacts, formatNumber, formatTimeRange } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { classes } from '#ui/classes.ts';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { DeleteSession } from './delete-session.tsx';
import { PhaseBadge } from './phase-badge.tsx';
import { RoomCodeCard } from './room-code-card.tsx';
import { RosterView } from './roster-view.tsx';
import { SessionActions } from './session-actions.tsx';
import { SessionNotices } from './session-notices.tsx';
import { SessionStaff } from './session-staff.tsx';
import { useTexts } from './texts.ts';
import { useLiveRoster } from './use-live-roster.ts';

/** One class session, live: the room code, who waits for the teacher, who is here and who is missing. */
export default function SessionPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const me = useMe();
  const zone = me.school.time_zone;
  const canDelete = useMay('sessions:delete');
  const { query, isLive } = useLiveRoster(id);
  const roster = query.data;
  const back = <BackLink to="/sessions">{t('roster.back')}</BackLink>;
  if (!roster) {
    return (
      <Page title={t('roster.pageTitle')}>
        {back}
        <QueryView query={query}>{() => null}</QueryView>
      </Page>
    );
  }

  const { session } = roster;
  return (
    <Page
      title={session.title}
      intro={
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <PhaseBadge phase={session.phase} />
          <span>
            {formatDay(session.starts_at, zone)}, {formatTimeRange(session.starts_at, session.ends_at, zone)}
          </span>
          <span className="basis-full">{describePlace(session, t)}</span>
        </span>
      }
      actions={<SessionActions session={session} />}
    >
      {back}
      {query.isError && (
        <Notice tone="warn" isLive>
          {t('roster.stale')}
        </Notice>
      )}
      <SessionNotices session={session} />
      <div className={classes('grid items-start gap-5', roster.room_code && 'lg:grid-cols-[1fr_20rem]')}>
        {roster.room_code && (
          <div className="lg:sticky lg:top-6 lg:col-start-2 lg:row-start-1">
            <RoomCodeCard code={roster.room_code} sessionId={session.id} />
          </div>
        )}
        <div className="min-w-0 lg:col-start-1 lg:row-start-1">
          <RosterView roster={roster} zone={zone} isLive={isLive} />
        </div>
      </div>
      <SessionStaff session={session} zone={zone} />
      {canDelete && <DeleteSession session={session} />}
    </Page>
  );
}

function describePlace({ course, room, place, radius_m }: ClassSession, t: ReturnType<typeof useTexts>): string {
  const { code, section } = course;
  const limits = place && radius_m !== null ? t('within', { metres: formatNumber(radius_m) }) : '';
  return formatFacts([code, t('section', { section }), room, place?.name ?? t('noPlace'), limits]);
}
