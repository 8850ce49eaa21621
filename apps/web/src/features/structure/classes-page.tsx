import type { SchoolClass } from '@hadir/contract/structure.ts';
import { useQuery } from '@tanstack/react-query';
import { Plus, School, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import { useMay } from '#features/sign-in/me.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { ClassDialog } from './class-dialog.tsx';
import { classesQuery } from './structure-queries.ts';
import { useTexts } from './texts.ts';

/** Classes of the school by level, each with its streams and how full they are. */
export default function ClassesPage() {
  const t = useTexts();
  const canChange = useMay('structure:write');
  const query = useQuery(classesQuery);
  const [withArchived, setWithArchived] = useState(false);
  const [isMaking, setIsMaking] = useState(false);

  return (
    <Page
      title={t('title')}
      intro={t('intro')}
      actions={
        canChange && (
          <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setIsMaking(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {({ items }) => {
          const shown = items.filter((item) => withArchived || !item.is_archived);
          return (
            <>
              {items.some((item) => item.is_archived) && (
                <CheckboxField
                  label={t('showArchived')}
                  checked={withArchived}
                  onChange={(event) => setWithArchived(event.target.checked)}
                />
              )}
              {shown.length === 0 ? (
                <EmptyState icon={<School className="size-8" />} title={t('empty')}>
                  {t(canChange ? 'emptyHint' : 'emptyForOthers')}
                </EmptyState>
              ) : (
                <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
                  {shown.map((item) => (
                    <ClassCard key={item.id} schoolClass={item} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </QueryView>
      {isMaking && <ClassDialog schoolClass={null} onClose={() => setIsMaking(false)} />}
    </Page>
  );
}

function ClassCard({ schoolClass }: { schoolClass: SchoolClass }) {
  const t = useTexts();
  const { id, name, level, students, streams, is_archived } = schoolClass;
  return (
    <li className="flex flex-col gap-2 rounded-2xl border border-line bg-surface p-4 shadow-lift">
      <div className="flex items-start justify-between gap-2">
        <h2 className="min-w-0 text-lg font-semibold wrap-anywhere">
          <Link to={`/classes/${id}`} className="text-brand underline underline-offset-4">
            {name}
          </Link>
        </h2>
        {is_archived && <Badge>{t('archived')}</Badge>}
      </div>
      <p className="text-ink-soft">{t('levelOf', { level })}</p>
      <p className="flex items-center gap-2 text-ink-soft">
        <UsersRound className="size-4" aria-hidden="true" />
        {t('studentCount', { count: students })}
      </p>
      {streams.length > 0 && (
        <ul aria-label={t('streams')} className="flex flex-wrap gap-2">
          {streams.map((stream) => (
            <li key={stream.id} className="max-w-full rounded-full bg-sunken px-2.5 py-0.5 text-sm wrap-anywhere">
              {t('streamFill', { name: stream.name, students: stream.students, capacity: stream.capacity })}
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}
