import type { AttemptDetail } from '@hadir/contract/attempts.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { formatFacts, formatInstant, formatNumber } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { attemptQuery } from './attempt-queries.ts';
import { CheckList } from './check-list.tsx';
import { OutcomeBadge } from './outcome-badge.tsx';
import { RiskList } from './risk-list.tsx';
import { useTexts } from './texts.ts';

/** One attempt with all that it was judged by: for admins, and every look is audited. */
export default function AttemptPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(attemptQuery(id));
  const name = query.data?.student.name;
  return (
    <Page
      title={name === undefined ? t('attempt.pageTitle') : t('attempt.title', { name })}
      intro={t('attempt.audited')}
    >
      <BackLink to="/attempts">{t('attempt.back')}</BackLink>
      <QueryView query={query}>{(attempt) => <AttemptView attempt={attempt} />}</QueryView>
    </Page>
  );
}

function AttemptView({ attempt }: { attempt: AttemptDetail }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { session, student } = attempt;
  const metres = (value: number) => t('attempt.metres', { metres: formatNumber(value, { maximumFractionDigits: 1 }) });
  return (
    <div className="grid items-start gap-5 lg:grid-cols-2">
      <div className="space-y-5">
        <Card title={t('attempt.summary')}>
          <DataList
            items={[
              { name: t('outcome'), value: <OutcomeBadge attempt={attempt} /> },
              { name: t('attempt.state'), value: attempt.state ? t(`states.${attempt.state}`) : t('attempt.noMark') },
              ...(attempt.captured_at
                ? [{ name: t('attempt.capturedAt'), value: formatInstant(attempt.captured_at, zone) }]
                : []),
              {
                name: t(attempt.captured_at ? 'attempt.receivedAt' : 'attempt.at'),
                value: formatInstant(attempt.at, zone),
              },
              { name: t('student'), value: student.name },
              session
                ? { name: t('session'), value: formatFacts([session.course_code, session.title]) }
                : { name: t('attempt.claimedSession'), value: attempt.claimed_session_id || t('unknownSession') },
              { name: t('method'), value: t(`methods.${attempt.method}`) },
              {
                name: t('attempt.faceDistance'),
                value:
                  attempt.face_distance === null
                    ? t('attempt.notMeasured')
                    : formatNumber(attempt.face_distance, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
              },
              {
                name: t('attempt.placeDistance'),
                value: attempt.distance_m === null ? t('attempt.notMeasured') : metres(attempt.distance_m),
              },
            ]}
          />
          <div className="mt-4 flex flex-wrap gap-2">
            {student.id && (
              <ButtonLink look="secondary" to={`/attempts?student_id=${encodeURIComponent(student.id)}`}>
                {t('attempt.moreOfStudent')}
              </ButtonLink>
            )}
            {session && (
              <ButtonLink look="secondary" to={`/attempts?session_id=${encodeURIComponent(session.id)}`}>
                {t('attempt.moreOfSession')}
              </ButtonLink>
            )}
          </div>
        </Card>
        <Evidence attempt={attempt} />
        <RiskList attempt={attempt} />
      </div>
      <CheckList checks={attempt.checks} />
    </div>
  );
}

function Evidence({ attempt }: { attempt: AttemptDetail }) {
  const t = useTexts();
  const { lat, lng, accuracy, client } = attempt;
  const degrees = (value: number) => formatNumber(value, { maximumFractionDigits: 6 });
  const around = accuracy === null ? '' : `, ${t('attempt.accuracy', { metres: formatNumber(Math.round(accuracy)) })}`;
  return (
    <Card title={t('attempt.evidence')}>
      <DataList
        items={[
          {
            name: t('attempt.position'),
            value: lat === null || lng === null ? t('attempt.noPosition') : `${degrees(lat)}, ${degrees(lng)}${around}`,
          },
          {
            name: t('attempt.deviceHash'),
            value: <code className="text-sm break-all">{attempt.device_hash ?? t('attempt.noDevice')}</code>,
          },
          {
            name: t('attempt.phone'),
            value: attempt.key
              ? formatFacts([attempt.key.label, t(`phone.${attempt.key.origin}`), t(`phone.${attempt.key.state}`)])
              : t('attempt.noDevice'),
          },
          {
            name: t('attempt.deviceKey'),
            value: <code className="text-sm break-all">{attempt.device_key ?? t('attempt.noDevice')}</code>,
          },
          { name: t('attempt.address'), value: attempt.address },
          { name: t('attempt.userAgent'), value: attempt.user_agent ?? t('attempt.noDevice') },
          { name: t('attempt.version'), value: client?.version ?? t('attempt.noDevice') },
          { name: t('attempt.camera'), value: client?.camera ?? t('attempt.noDevice') },
          { name: t('attempt.screen'), value: client?.screen ?? t('attempt.noDevice') },
          {
            name: t('attempt.challenge'),
            value: <code className="text-sm break-all">{attempt.challenge_id ?? t('attempt.noChallenge')}</code>,
          },
        ]}
      />
    </Card>
  );
}
