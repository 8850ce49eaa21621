import type { ReviewDetail } from '@hadir/contract/review.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { formatDay, formatTimeRange } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { DecisionForm } from './decision-form.tsx';
import { Evidence } from './evidence.tsx';
import { MarkHistory } from './mark-history.tsx';
import { reviewQuery } from './review-queries.ts';
import { RoomQuestion, type Seen } from './room-question.tsx';
import { useTexts } from './texts.ts';

/** One mark that waits or is flagged: is the person in the room, then the evidence, then the decision. */
export default function ReviewPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const zone = useMe().school.time_zone;
  const query = useQuery(reviewQuery(id));
  const mark = query.data;
  return (
    <Page
      title={mark ? t('mark.title', { name: mark.student.name }) : t('mark.pageTitle')}
      intro={mark && describeSession(mark, zone, t)}
    >
      <BackLink to="/reviews">{t('mark.back')}</BackLink>
      <QueryView query={query}>{(loaded) => <ReviewView key={loaded.id} mark={loaded} />}</QueryView>
      <p className="text-sm text-ink-soft">{t('mark.audited')}</p>
    </Page>
  );
}

function ReviewView({ mark }: { mark: ReviewDetail }) {
  const t = useTexts();
  const [seen, setSeen] = useState<Seen | null>(null);
  const isUndecided = mark.state === 'pending' || mark.state === 'flagged';
  const isAsked = isUndecided && mark.session.phase === 'open';
  if (isAsked && seen === null) return <RoomQuestion name={mark.student.name} onAnswer={setSeen} />;
  return (
    <div className="space-y-5">
      {seen !== null && (
        <RoomQuestion name={mark.student.name} answer={seen} onAnswer={setSeen} onAgain={() => setSeen(null)} />
      )}
      <Evidence mark={mark} />
      {isUndecided ? (
        <DecisionForm mark={mark} seen={seen} />
      ) : (
        <Notice
          title={t('mark.decidedTitle')}
          actions={
            <ButtonLink look="secondary" to={`/sessions/${mark.session.id}`}>
              {t('mark.goCorrect')}
            </ButtonLink>
          }
        >
          {t('mark.decidedText')}
        </Notice>
      )}
      <MarkHistory history={mark.history} />
    </div>
  );
}

function describeSession({ session }: ReviewDetail, zone: string, t: ReturnType<typeof useTexts>): string {
  return t('mark.context', {
    course: session.course_code,
    title: session.title,
    day: formatDay(session.starts_at, zone),
    times: formatTimeRange(session.starts_at, session.ends_at, zone),
  });
}
