import { getPolicies } from '@hadir/contract/consent.ts';
import { useQuery } from '@tanstack/react-query';
import { FiguresList } from '#features/privacy/figures-list.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { WrittenText } from '#ui/written-text.tsx';
import { useTexts } from './texts.ts';

/** What the school tells everybody: the consent text in force and how long what is kept. */
export default function PoliciesPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery({
    queryKey: ['policies'],
    queryFn: ({ signal }) => callOrThrow(getPolicies, { signal }),
  });
  return (
    <Page title={t('policies.title')} intro={t('policies.intro')} width="narrow">
      <BackLink to="/account">{t('policies.back')}</BackLink>
      <QueryView query={query}>
        {({ consent, retention }) => (
          <div className="space-y-5">
            <Card title={t('policies.consent')}>
              <p className="mb-3 text-sm text-ink-soft">
                {t(`policies.who.${consent.policy}`)} {t('policies.version', { version: consent.version })}
              </p>
              <WrittenText>{consent.text}</WrittenText>
            </Card>
            <Card title={t('policies.retention')}>
              {retention ? (
                <>
                  <p className="mb-3 text-sm text-ink-soft">
                    {t('policies.published', { date: formatDayTime(retention.published_at, zone) })}
                  </p>
                  <FiguresList figures={retention.figures} />
                  <div className="mt-5">
                    <WrittenText>{retention.text}</WrittenText>
                  </div>
                </>
              ) : (
                <Notice tone="warn">{t('policies.unpublished')}</Notice>
              )}
            </Card>
          </div>
        )}
      </QueryView>
    </Page>
  );
}
