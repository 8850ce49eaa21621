import { type Course, updateCourse } from '@hadir/contract/courses.ts';
import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { text, useTexts } from './texts.ts';

const TitleForm = z.object({
  title: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('form.needName') }),
});

export function RenameDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(TitleForm),
    defaultValues: { title: course.title },
  });
  const rename = useCommand(
    (title: string) => callOrThrow(updateCourse, { params: { id: course.id }, body: { title } }),
    {
      refresh: [courseKeys.all],
      onDone: () => {
        showToast(t('course.renamed'));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('course.rename')}>
      <Form failure={rename.failure} onSubmit={handleSubmit(({ title }) => rename.run(title))}>
        <TextField label={t('name')} error={formState.errors.title?.message} {...register('title')} />
        <FormButtons submitLabel={t('course.saveTitle')} isBusy={rename.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
