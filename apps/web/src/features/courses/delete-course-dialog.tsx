import { type Course, deleteCourse, type HardDelete } from '@hadir/contract/courses.ts';
import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { queryClient } from '#lib/query-client.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { text, useTexts } from './texts.ts';

const DeleteForm = z.object({
  password: z.string().min(1, { error: () => text('deleteForm.needPassword') }),
  reason: z
    .string()
    .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('deleteForm.needReason') }),
});

/** The delete that cannot be undone asks for the password again and for a reason. */
export function DeleteCourseDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { code, students } = course;
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(DeleteForm),
    defaultValues: { password: '', reason: '' },
  });
  const { errors } = formState;
  const remove = useCommand(
    (body: z.infer<typeof HardDelete>) => callOrThrow(deleteCourse, { params: { id: course.id }, body }),
    {
      onDone: () => {
        showToast(t('deleteForm.deleted', { code }));
        void navigate('/courses', { replace: true });
        // Its students are gone with it: only the list is asked for again.
        void queryClient.invalidateQueries({ queryKey: courseKeys.all, exact: true });
      },
    },
  );
  const isWrong = isRefused(remove.failure, 'password_wrong');

  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('deleteForm.title', { code })}
      description={t('deleteForm.explained', { count: students })}
    >
      <Form failure={isWrong ? null : remove.failure} onSubmit={handleSubmit((form) => remove.run(form))}>
        <TextField
          label={t('deleteForm.reason')}
          error={errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <PasswordField
          label={t('deleteForm.password')}
          autoComplete="current-password"
          error={errors.password?.message ?? (isWrong ? t('deleteForm.wrongPassword') : undefined)}
          {...register('password')}
        />
        <FormButtons submitLabel={t('deleteForm.submit')} look="danger" isBusy={remove.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
