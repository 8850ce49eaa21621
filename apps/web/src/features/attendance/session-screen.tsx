import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { formatFacts } from '#lib/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { type ActiveSession, canBeMarked } from './active-sessions.ts';
import { useCheckIn } from './check-in-store.ts';
import { useTexts } from './texts.ts';
import { useSession } from './use-session.ts';

/** Nothing to do here: the class is not open for the student, or marked already. */
function Over({ mark }: { mark: ActiveSession['mark'] | undefined }) {
  const t = useTexts();
  const isMarked = mark === 'present' || mark === 'pending';
  return (
    <EmptyState
      title={t(isMarked ? 'result.refused_title.already_marked' : 'check_in.not_open_title')}
      actions={<ButtonLink to="/">{t('check_in.home')}</ButtonLink>}
    >
      {t(isMarked ? `home.${mark}_text` : 'check_in.not_open_text')}
    </EmptyState>
  );
}

/** Frame of the screens on which one class session is marked. */
export function SessionScreen({ title, children }: { title: string; children: (session: ActiveSession) => ReactNode }) {
  const { sessionId } = useParams();
  const { session, now, query } = useSession(sessionId);
  // While a mark is on its way, or its outcome is read, that is what counts.
  const isIdle = useCheckIn(({ kind }) => kind === 'ready');
  const isOver = isIdle && now !== undefined && (now === null || !canBeMarked(now));
  return (
    <Page title={title} intro={session ? formatFacts([session.course_code, session.title]) : undefined} width="narrow">
      {session && !isOver ? children(session) : <QueryView query={query}>{() => <Over mark={now?.mark} />}</QueryView>}
    </Page>
  );
}
