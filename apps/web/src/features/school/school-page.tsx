import type { School } from '@hadir/contract/school.ts';
import { useQuery } from '@tanstack/react-query';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { JoinCodeCard } from './join-code-card.tsx';
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
            <JoinCodeCard school={school} />
            <div className="lg:row-span-2">
              <SchoolSettings key={school.id} school={school} />
            </div>
            <PoliciesCard school={school} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}

function PoliciesCard({ school }: { school: School }) {
  const t = useTexts();
  return (
    <Card title={t('policies.heading')}>
      <h3 className="font-semibold">{t('policies.consent')}</h3>
      <p className="text-sm text-ink-soft">
        {t(school.consent_policy === 'guardian' ? 'policies.consentGuardian' : 'policies.consentSelf')}
      </p>
      <p className="mt-2 max-w-prose whitespace-pre-line">{school.consent_text}</p>
      <h3 className="mt-5 font-semibold">{t('policies.retention')}</h3>
      <p className="mt-2 max-w-prose whitespace-pre-line">{school.retention_policy}</p>
    </Card>
  );
}
