import { ReviewReason } from '@hadir/contract/reasons.ts';
import { RiskComponent } from '@hadir/contract/settings.ts';
import { useQuery } from '@tanstack/react-query';
import { describeRate, describeReason } from '#features/review/describe-rate.ts';
import { ratesQuery } from '#features/review/review-queries.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Card } from '#ui/card.tsx';
import { DataList } from '#ui/data-list.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { MarkSettings } from './mark-settings.tsx';
import { MarkSettingsHistory } from './mark-settings-history.tsx';
import { markSettingsQuery } from './mark-settings-queries.ts';
import { useTexts } from './texts.ts';

const floors = ReviewReason.exclude(RiskComponent.options).options;

/** Points, limits and policies of marks, beside what the rules are worth. */
export default function MarkSettingsPage() {
  const t = useTexts();
  const settings = useQuery(markSettingsQuery);
  const rates = useQuery(ratesQuery);
  return (
    <Page title={t('marks.heading')} intro={t('marks.intro')}>
      <BackLink to="/school">{t('marks.back')}</BackLink>
      <QueryView query={settings}>
        {(shown) => <MarkSettings key={shown.version} shown={shown} rates={rates.data ?? null} />}
      </QueryView>
      <Card title={t('marks.always_asked')}>
        <p className="mb-4 text-ink-soft">{t('marks.always_asked_hint')}</p>
        <QueryView query={rates}>
          {({ items, enough_from }) => (
            <DataList
              items={items
                .filter(({ reason }) => floors.some((floor) => floor === reason))
                .map((rate) => ({ name: describeReason(rate.reason), value: describeRate(rate, enough_from) }))}
            />
          )}
        </QueryView>
      </Card>
      <MarkSettingsHistory />
    </Page>
  );
}
