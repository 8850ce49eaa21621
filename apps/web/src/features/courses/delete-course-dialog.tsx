import { type Course, deleteCourse, type HardDelete } from '@hadir/contract/courses.ts';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { queryClient } from '#lib/query-client.ts';
import { useCommand } from '#lib/use-command.ts';
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { HardDeleteDialog } from './hard-delete-dialog.tsx';
import { useTexts } from './texts.ts';

export function DeleteCourseDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { id, code, students } = course;
  const remove = useCommand((body: z.infer<typeof HardDelete>) => callOrThrow(deleteCourse, { params: { id }, body }), {
    onDone: () => {
      showToast(t('deleteForm.deleted', { code }));
      void navigate('/courses', { replace: true });
      // Its students are gone with it: only the list is asked for again.
      void queryClient.invalidateQueries({ queryKey: courseKeys.all, exact: true });
    },
  });
  return (
    <HardDeleteDialog
      title={t('deleteForm.title', { code })}
      description={t('deleteForm.explained', { count: students })}
      remove={remove}
      onClose={onClose}
    />
  );
}
