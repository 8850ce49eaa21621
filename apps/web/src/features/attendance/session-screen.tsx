import type { ReactNode } from 'react';
import { useParams } from 'react-router';
import { ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { useTexts } from './texts.ts';
import { useSession } from './use-session.ts';

/** Frame of the screens on which one class session is marked. */
export function SessionScreen({ title, children }: { title: string; children: (session: ActiveSession) => ReactNode }) {
  const t = useTexts();
  const { sessionId } = useParams();
  const { session, query } = useSession(sessionId);
  return (
    <Page title={title} intro={session ? `${session.course_code} · ${session.title}` : undefined} width="narrow">
      {session ? (
        children(session)
      ) : (
        <QueryView query={query}>
          {() => (
            <EmptyState
              title={t('check_in.not_open_title')}
              actions={<ButtonLink to="/">{t('check_in.home')}</ButtonLink>}
            >
              {t('check_in.not_open_text')}
            </EmptyState>
          )}
        </QueryView>
      )}
    </Page>
  );
}
