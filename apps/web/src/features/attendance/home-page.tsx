import { useQuery } from '@tanstack/react-query';
import { CalendarClock } from 'lucide-react';
import { lazy, Suspense, useEffect } from 'react';
import { useLocation } from 'react-router';
import { InstallLine } from '#features/account/install-line.tsx';
import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { phoneKeyQuery } from '#features/enrolment/phone-key-state.ts';
import { warmFace } from '#features/enrolment/warm-face.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatDay, formatFacts } from '#lib/format.ts';
import { textsReady } from '#lib/i18n.ts';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { activeSessionsQuery } from './active-sessions.ts';
import { ConfirmationNotice, EnrolPrompt } from './face-prompt.tsx';
import { KeptMarks } from './kept-marks.tsx';
import { SessionCard } from './session-card.tsx';
import { useTexts } from './texts.ts';
import { useIsCut } from './use-cut.ts';

/** Seldom needed, and the service worker has it then. */
const OfflineClasses = lazy(async () => ({ default: (await import('./offline-start.tsx')).OfflineClasses }));

/** What can be marked now comes first, also on the way to the screen. */
const ComingClasses = lazy(async () => {
  const { ComingClasses: Coming } = await import('./coming-classes.tsx');
  await textsReady();
  return { default: Coming };
});

/** The student's start: what is open now, and one button for it. */
export default function HomePage() {
  const t = useTexts();
  const me = useMe();
  const query = useQuery(activeSessionsQuery);
  const isCut = useIsCut(query);
  // A way back to the start is a new beginning.
  const { key } = useLocation();
  // Asked early so that the next screen knows at once.
  useQuery(phoneKeyQuery(me.id));
  useEffect(warmFace, []);
  const [firstName = me.name] = me.name.split(' ');
  return (
    <Page
      title={t('home.title', { name: firstName })}
      intro={formatFacts([formatDay(new Date(), me.school.time_zone), me.school.name])}
      width="narrow"
    >
      <KeptMarks />
      <EnrolPrompt />
      <QueryView query={query} loading={t('home.loading')}>
        {(sessions) =>
          sessions.length === 0 ? (
            <EmptyState icon={<CalendarClock className="size-10" />} title={t('home.none_title')}>
              {t('home.none_text')}
            </EmptyState>
          ) : (
            <>
              <p role="status" className="text-ink-soft">
                {t('home.open', { count: sessions.length })}
              </p>
              {sessions.map((session) => (
                <SessionCard key={session.id} session={session} />
              ))}
            </>
          )
        }
      </QueryView>
      {isCut && (
        <Suspense>
          <OfflineClasses key={key} me={me} except={query.data?.map(({ id }) => id) ?? []} />
        </Suspense>
      )}
      {query.data && (
        <Suspense>
          <ComingClasses />
        </Suspense>
      )}
      <ConfirmationNotice />
      <InstallLine />
      <div className="text-center">
        <DoctorLink />
      </div>
    </Page>
  );
}
