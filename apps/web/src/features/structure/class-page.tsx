import type { SchoolClass } from '@hadir/contract/structure.ts';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { useMay } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { ClassSettings } from './class-settings.tsx';
import { ClassStreams } from './class-streams.tsx';
import { ClassStudents } from './class-students.tsx';
import { classesQuery } from './structure-queries.ts';
import { useTexts } from './texts.ts';

/** One class with its streams and students. */
export default function ClassPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(classesQuery);
  const found = query.data?.items.find((item) => item.id === id);
  return found ? (
    <ClassView key={id} schoolClass={found} />
  ) : (
    <Page title={t('class')}>
      <BackLink to="/classes">{t('back')}</BackLink>
      <QueryView query={query}>{() => <EmptyState title={t('notHere')} />}</QueryView>
    </Page>
  );
}

function ClassView({ schoolClass }: { schoolClass: SchoolClass }) {
  const t = useTexts();
  const canChange = useMay('structure:write');
  const { name, level, students, is_archived } = schoolClass;
  return (
    <Page title={name} intro={formatFacts([t('levelOf', { level }), t('studentCount', { count: students })])}>
      <BackLink to="/classes">{t('back')}</BackLink>
      {is_archived && <Notice tone="warn">{t('isArchived')}</Notice>}
      <ClassStreams schoolClass={schoolClass} canChange={canChange} />
      <ClassStudents schoolClass={schoolClass} />
      {canChange && <ClassSettings schoolClass={schoolClass} />}
    </Page>
  );
}
