import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { JoinCodeCard } from './join-code-card.tsx';
import { SchoolPolicies } from './school-policies.tsx';
import { schoolQuery } from './school-queries.ts';
import { SchoolSettings } from './school-settings.tsx';
import { useTexts } from './texts.ts';

/** The school's own settings, its join code, and what people are told. */
export default function SchoolPage() {
  const t = useTexts();
  const query = useQuery(schoolQuery);
  return (
    <Page title={t('title')}>
      <QueryView query={query}>
        {(school) => (
          <div className="grid items-start gap-5 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
            <div className="space-y-5">
              <JoinCodeCard school={school} />
              <Card title={t('marks.heading')}>
                <p className="mb-3 text-ink-soft">{t('marks.explained')}</p>
                <ButtonLink look="secondary" to="/settings">
                  {t('marks.open')}
                </ButtonLink>
              </Card>
            </div>
            <div className="lg:row-span-2">
              <SchoolSettings key={school.id} school={school} />
            </div>
            <SchoolPolicies key={school.id} school={school} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}
