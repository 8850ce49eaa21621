import { type Course, updateCourse } from '@hadir/contract/courses.ts';
import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { DeleteCourseDialog } from './delete-course-dialog.tsx';
import { EditCourseDialog } from './edit-course-dialog.tsx';
import { useTexts } from './texts.ts';

type Asked = 'edit' | 'archive' | 'delete' | null;

/** Title, section, teacher and grace, archive, and for an admin the delete that cannot be undone. */
export function CourseSettings({ course }: { course: Course }) {
  const t = useTexts();
  const canDelete = useMay('courses:delete');
  const [asked, setAsked] = useState<Asked>(null);
  const { code } = course;
  const close = () => setAsked(null);
  const archive = useCommand(
    (is_archived: boolean) => callOrThrow(updateCourse, { params: { id: course.id }, body: { is_archived } }),
    {
      refresh: [courseKeys.all],
      onDone: ({ is_archived }) => {
        close();
        showToast(t(is_archived ? 'course.archivedToast' : 'course.broughtBack', { code }));
      },
    },
  );

  return (
    <Card title={t('course.settings')}>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          icon={<Pencil className="size-5" aria-hidden="true" />}
          onClick={() => setAsked('edit')}
        >
          {t('course.edit')}
        </Button>
        {course.is_archived ? (
          <Button
            look="secondary"
            icon={<ArchiveRestore className="size-5" aria-hidden="true" />}
            isBusy={archive.isBusy}
            onClick={() => archive.run(false)}
          >
            {t('course.bringBack')}
          </Button>
        ) : (
          <Button
            look="secondary"
            icon={<Archive className="size-5" aria-hidden="true" />}
            onClick={() => setAsked('archive')}
          >
            {t('course.archive')}
          </Button>
        )}
      </div>
      {archive.failure && asked === null && <FailureNotice failure={archive.failure} />}
      {canDelete && (
        <div className="mt-5 border-t border-line pt-4">
          <h3 className="font-semibold">{t('course.dangerHeading')}</h3>
          <p className="mt-1 mb-3 max-w-prose text-ink-soft">{t('course.deleteExplained')}</p>
          <Button
            look="danger"
            icon={<Trash2 className="size-5" aria-hidden="true" />}
            onClick={() => setAsked('delete')}
          >
            {t('course.delete')}
          </Button>
        </div>
      )}
      {asked === 'edit' && <EditCourseDialog course={course} onClose={close} />}
      {asked === 'archive' && (
        <ConfirmDialog
          title={t('course.archiveQuestion', { code })}
          description={t('course.archiveExplained')}
          confirmLabel={t('course.archive')}
          isBusy={archive.isBusy}
          failure={archive.failure}
          onConfirm={() => archive.run(true)}
          onClose={close}
        />
      )}
      {asked === 'delete' && <DeleteCourseDialog course={course} onClose={close} />}
    </Card>
  );
}
