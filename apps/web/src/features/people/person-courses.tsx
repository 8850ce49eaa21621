import type { PersonRecord } from '@hadir/contract/students.ts';
import { ChartNoAxesColumn } from 'lucide-react';
import { Link } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { formatFacts } from '#lib/format.ts';
import { ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { useTexts } from './details-texts.ts';

/** Courses of a student, or those that a teacher gives. */
export function PersonCourses({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const isTeacher = useMe().role === 'teacher';
  const isStudent = person.role === 'student';
  return (
    <Card
      title={t(isStudent ? 'courses' : 'coursesTaught')}
      actions={
        isStudent && (
          <ButtonLink
            to={`/reports/students/${person.id}`}
            look="quiet"
            icon={<ChartNoAxesColumn className="size-5" aria-hidden="true" />}
          >
            {t('attendance')}
          </ButtonLink>
        )
      }
    >
      {isTeacher && <p className="mb-2 text-sm text-ink-soft">{t('ownCoursesOnly')}</p>}
      {person.courses.length === 0 ? (
        <p className="text-ink-soft">{t('noCourses')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {person.courses.map(({ id, code, title, section, is_archived }) => (
            <li key={id} className="py-2.5">
              <Link
                to={`/courses/${id}`}
                className="inline-block min-h-6 font-medium wrap-anywhere text-brand underline underline-offset-4"
              >
                {title}
              </Link>
              <p className="text-sm wrap-anywhere text-ink-soft">
                {formatFacts([code, t('section', { section }), is_archived && t('archived')])}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
