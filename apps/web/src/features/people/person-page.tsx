import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { BackLink } from '#ui/back-link.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EnrolledFace } from './enrolled-face.tsx';
import { consentsQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';
import { RefusedTries } from './refused-tries.tsx';
import { StudentConsent } from './student-consent.tsx';
import { StudentPhones } from './student-phones.tsx';

/** A student as staff look after them: consent, phones, and faces that were refused. Every look is audited. */
export default function PersonPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(consentsQuery(id));
  return (
    <Page title={query.data?.student.name ?? t('title')} intro={t('audited')}>
      <BackLink to="/people">{t('back')}</BackLink>
      <QueryView query={query}>
        {(consents) => (
          <div className="grid items-start gap-5 lg:grid-cols-2">
            <StudentConsent consents={consents} />
            <StudentPhones studentId={id} />
            <EnrolledFace studentId={id} />
            <RefusedTries studentId={id} />
          </div>
        )}
      </QueryView>
    </Page>
  );
}
