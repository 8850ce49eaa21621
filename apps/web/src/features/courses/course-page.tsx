import type { Course } from '@hadir/contract/courses.ts';
import { useQuery } from '@tanstack/react-query';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useParams } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { AddStudentsDialog } from './add-students-dialog.tsx';
import { coursesQuery } from './course-queries.ts';
import { CourseSettings } from './course-settings.tsx';
import { CourseStudents } from './course-students.tsx';
import { useTexts } from './texts.ts';

/** One course: its students, and what can be done with it. */
export default function CoursePage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(coursesQuery);
  const course = query.data?.items.find((item) => item.id === id);
  return course ? (
    <CourseView course={course} />
  ) : (
    <Page title={t('course.pageTitle')}>
      <BackLink to="/courses">{t('course.back')}</BackLink>
      <QueryView query={query}>
        {() => (
          <FailureNotice
            failure={{
              kind: 'refused',
              status: 404,
              code: 'not_found',
              requestId: null,
              fields: [],
              next: null,
              retryAfterS: null,
            }}
          />
        )}
      </QueryView>
    </Page>
  );
}

function CourseView({ course }: { course: Course }) {
  const t = useTexts();
  const isTeacherShown = useMe().role !== 'teacher';
  const canEnrol = useMay('enrollment:write');
  const canChange = useMay('courses:write');
  const [isAdding, setIsAdding] = useState(false);
  const { code, section, teacher } = course;
  return (
    <Page
      title={course.title}
      intro={formatFacts([code, t('sectionNamed', { section }), isTeacherShown && teacher.name])}
      actions={
        canEnrol &&
        !course.is_archived && (
          <Button icon={<UserPlus className="size-5" aria-hidden="true" />} onClick={() => setIsAdding(true)}>
            {t('course.addStudents')}
          </Button>
        )
      }
    >
      <BackLink to="/courses">{t('course.back')}</BackLink>
      {course.is_archived && <Notice tone="warn">{t('course.isArchived')}</Notice>}
      <CourseStudents course={course} />
      {canChange && <CourseSettings course={course} />}
      {isAdding && <AddStudentsDialog course={course} onClose={() => setIsAdding(false)} />}
    </Page>
  );
}
