import { useQuery } from '@tanstack/react-query';
import { OctagonX } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { ErasureRequests } from './erasure-requests.tsx';
import { retentionQuery } from './privacy-queries.ts';
import { RetentionFiguresCard } from './retention-figures.tsx';
import { RetentionRuns } from './retention-runs.tsx';
import { useTexts } from './texts.ts';

/** How long what is kept, who asks to be erased, and how the school is stopped. */
export default function PrivacyPage() {
  const t = useTexts();
  const me = useMe();
  const query = useQuery(retentionQuery);
  return (
    <Page title={t('title')} intro={t('intro')}>
      <ErasureRequests />
      <QueryView query={query}>{(shown) => <RetentionFiguresCard key={shown.version} shown={shown} />}</QueryView>
      <RetentionRuns />
      <Card title={t('stop.title')}>
        <p className="mb-3 max-w-prose text-ink-soft">{t('stop.text')}</p>
        <ButtonLink to={`/schools/${me.school.id}/destruction`} look="secondary" icon={<OctagonX className="size-5" />}>
          {t('stop.link')}
        </ButtonLink>
      </Card>
    </Page>
  );
}
