import { type Course, deleteEnrollment, type Enrollment } from '@hadir/contract/courses.ts';
import { useQuery } from '@tanstack/react-query';
import { UserMinus, UsersRound } from 'lucide-react';
import { useState } from 'react';
import { Link } from 'react-router';
import type { z } from 'zod';
import { FaceBadge } from '#features/people/face-badge.tsx';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { IconButton } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { SearchField } from '#ui/search-field.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { courseKeys, enrollmentsQuery } from './course-queries.ts';
import { useTexts } from './texts.ts';

type Student = z.infer<typeof Enrollment>['student'];

/** The students of a course, to look through and to take out. */
export function CourseStudents({ course }: { course: Course }) {
  const t = useTexts();
  const query = useQuery(enrollmentsQuery(course.id));
  const canEnrol = useMay('enrollment:write');
  const [search, setSearch] = useState('');
  const [leaving, setLeaving] = useState<Student | null>(null);

  return (
    <section aria-labelledby="students" className="space-y-3">
      <h2 id="students" className="text-lg font-semibold">
        {t('studentCount', { count: query.data?.items.length ?? course.students })}
      </h2>
      <QueryView query={query}>
        {({ items }) => {
          if (items.length === 0) {
            return (
              <EmptyState icon={<UsersRound className="size-8" />} title={t('course.empty')}>
                {t('course.emptyHint')}
              </EmptyState>
            );
          }
          const wanted = search.trim().toLowerCase();
          const shown = items.filter(({ student: { name, email, admission_number } }) =>
            `${name} ${email ?? ''} ${admission_number ?? ''}`.toLowerCase().includes(wanted),
          );
          return (
            <>
              <SearchField
                label={t('course.searchStudents')}
                value={search}
                onChange={setSearch}
                className="w-full sm:w-80"
              />
              {shown.length === 0 ? (
                <EmptyState title={t('course.noMatch')} />
              ) : (
                <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
                  {shown.map(({ student }) => (
                    <StudentRow
                      key={student.id}
                      student={student}
                      onRemove={canEnrol ? () => setLeaving(student) : null}
                    />
                  ))}
                </ul>
              )}
            </>
          );
        }}
      </QueryView>
      {leaving && <RemoveDialog course={course} student={leaving} onClose={() => setLeaving(null)} />}
    </section>
  );
}

function StudentRow({ student, onRemove }: { student: Student; onRemove: (() => void) | null }) {
  const t = useTexts();
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="grid min-w-0 flex-1 items-center gap-x-4 gap-y-1 sm:grid-cols-[1fr_auto] lg:grid-cols-[1fr_1fr_12rem]">
        <h3 className="font-medium break-words sm:row-start-1">
          <Link to={`/people/${student.id}`} className="inline-block min-h-6 text-brand underline underline-offset-4">
            {student.name}
          </Link>
        </h3>
        <p className="text-sm break-all text-ink-soft sm:row-start-2 lg:col-start-2 lg:row-start-1">
          {formatFacts([student.admission_number, student.email ?? t('course.noEmail')])}
        </p>
        <p className="sm:col-start-2 sm:row-span-2 sm:row-start-1 lg:col-start-3 lg:row-span-1">
          <FaceBadge state={student.face} />
        </p>
      </div>
      {onRemove && (
        <IconButton label={t('course.removeNamed', { name: student.name })} onClick={onRemove}>
          <UserMinus className="size-5" />
        </IconButton>
      )}
    </li>
  );
}

function RemoveDialog({ course, student, onClose }: { course: Course; student: Student; onClose: () => void }) {
  const t = useTexts();
  const { name } = student;
  const remove = useCommand(
    (student_id: string) => callOrThrow(deleteEnrollment, { params: { id: course.id, student_id } }),
    {
      refresh: [courseKeys.all],
      onDone: () => {
        showToast(t('course.removed', { name }));
        onClose();
      },
    },
  );
  return (
    <ConfirmDialog
      title={t('course.removeQuestion', { name, code: course.code })}
      description={t('course.removeExplained', { name })}
      confirmLabel={t('course.remove')}
      look="danger"
      isBusy={remove.isBusy}
      failure={remove.failure}
      onConfirm={() => remove.run(student.id)}
      onClose={onClose}
    />
  );
}
