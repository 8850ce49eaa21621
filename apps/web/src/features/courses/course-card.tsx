import type { Course } from '@hadir/contract/courses.ts';
import { Archive, GraduationCap, UsersRound } from 'lucide-react';
import { Link } from 'react-router';
import { formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

/** One course; the whole card leads to it. */
export function CourseCard({ course, isTeacherShown }: { course: Course; isTeacherShown: boolean }) {
  const t = useTexts();
  const { id, code, section, title, teacher, students } = course;
  return (
    <li className="relative flex flex-col gap-2 rounded-2xl border border-line bg-surface p-4 shadow-lift focus-within:border-brand hover:border-brand">
      <div className="flex items-start justify-between gap-3">
        <p className="text-sm font-semibold text-brand">{formatFacts([code, t('sectionNamed', { section })])}</p>
        {course.is_archived && <Badge icon={<Archive className="size-4" aria-hidden="true" />}>{t('archived')}</Badge>}
      </div>
      <h2 className="text-lg font-semibold break-words">
        <Link to={`/courses/${id}`} className="after:absolute after:inset-0 after:rounded-2xl">
          {title}
        </Link>
      </h2>
      <ul className="mt-auto flex flex-wrap gap-x-5 gap-y-1 text-ink-soft">
        <li className="flex items-center gap-2">
          <UsersRound className="size-4" aria-hidden="true" />
          {t('studentCount', { count: students })}
        </li>
        {isTeacherShown && (
          <li className="flex items-center gap-2">
            <GraduationCap className="size-4" aria-hidden="true" />
            {teacher.name}
          </li>
        )}
      </ul>
    </li>
  );
}
