import type { Course } from '@hadir/contract/courses.ts';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, Plus } from 'lucide-react';
import { useState } from 'react';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { EmptyState } from '#ui/states.tsx';
import { CourseCard } from './course-card.tsx';
import { coursesQuery } from './course-queries.ts';
import { NewCourseDialog } from './new-course-dialog.tsx';
import { useTexts } from './texts.ts';

/** Own courses of a teacher, all courses of the school for an admin. */
export default function CoursesPage() {
  const t = useTexts();
  const me = useMe();
  const canMake = useMay('courses:write');
  const query = useQuery(coursesQuery);
  const [search, setSearch] = useState('');
  const [withArchived, setWithArchived] = useState(false);
  const [isMaking, setIsMaking] = useState(false);

  return (
    <Page
      title={t('title')}
      actions={
        canMake && (
          <Button icon={<Plus className="size-5" aria-hidden="true" />} onClick={() => setIsMaking(true)}>
            {t('new')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {({ items }) => {
          if (items.length === 0) {
            return (
              <EmptyState icon={<BookOpen className="size-8" />} title={t('empty')}>
                {t('emptyHint')}
              </EmptyState>
            );
          }
          const shown = items.filter((course) => (withArchived || !course.is_archived) && fits(course, search));
          return (
            <>
              <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
                <SearchField label={t('search')} value={search} onChange={setSearch} className="w-full sm:w-80" />
                {items.some((course) => course.is_archived) && (
                  <CheckboxField
                    label={t('showArchived')}
                    checked={withArchived}
                    onChange={(event) => setWithArchived(event.target.checked)}
                  />
                )}
              </div>
              {shown.length === 0 ? (
                <EmptyState title={t('noMatch')} />
              ) : (
                <ul className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
                  {shown.map((course) => (
                    <CourseCard key={course.id} course={course} isTeacherShown={me.role !== 'teacher'} />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </QueryView>
      {isMaking && <NewCourseDialog onClose={() => setIsMaking(false)} />}
    </Page>
  );
}

function fits({ code, title, section, teacher }: Course, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const where = `${code} ${title} ${section} ${teacher.name}`.toLowerCase();
  return words.every((word) => where.includes(word));
}
