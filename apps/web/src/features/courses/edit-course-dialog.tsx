import { type Course, updateCourse } from '@hadir/contract/courses.ts';
import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { teachersQuery } from '#features/people/people-queries.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { text, useTexts } from './texts.ts';

const { shape } = updateCourse.body;
const isGrace = (value: string) =>
  /^\d{1,4}$/.test(value.trim()) && shape.grace_min.safeParse(Number(value.trim())).success;

const EditForm = z.object({
  title: z.string().refine((value) => line(1, 120).safeParse(value).success, { error: () => text('form.needName') }),
  section: z.string().refine((value) => line(1, 30).safeParse(value).success, {
    error: () => text('form.needSection'),
  }),
  grace: z.string().refine(isGrace, { error: () => text('edit.needGrace') }),
  teacherId: z.string(),
});
type EditForm = z.infer<typeof EditForm>;

/** Title, section and grace; an admin also gives the course to another teacher. */
export function EditCourseDialog({ course, onClose }: { course: Course; onClose: () => void }) {
  const t = useTexts();
  const isAdmin = useMe().role === 'admin';
  const teachers = useQuery({ ...teachersQuery, enabled: isAdmin }).data ?? [];
  const { register, handleSubmit, formState } = useForm<EditForm>({
    resolver: zodResolver(EditForm),
    defaultValues: {
      title: course.title,
      section: course.section,
      grace: String(course.grace_min),
      teacherId: course.teacher.id,
    },
  });
  const { errors } = formState;
  const edit = useCommand(
    ({ title, section, grace, teacherId }: EditForm) =>
      callOrThrow(updateCourse, {
        params: { id: course.id },
        body: {
          ...{ title, section, grace_min: Number(grace) },
          ...(teacherId !== course.teacher.id && { teacher_id: teacherId }),
        },
      }),
    {
      refresh: [courseKeys.all],
      onDone: () => {
        showToast(t('edit.saved'));
        onClose();
      },
    },
  );
  const isTaken = isRefused(edit.failure, 'already_exists');
  const isOpen = isRefused(edit.failure, 'not_possible_now');
  const others = teachers.filter(({ id }) => id !== course.teacher.id);
  return (
    <Dialog isOpen onClose={onClose} title={t('course.edit')}>
      <Form failure={isTaken || isOpen ? null : edit.failure} onSubmit={handleSubmit((form) => edit.run(form))}>
        <TextField label={t('name')} error={errors.title?.message} {...register('title')} />
        <TextField
          label={t('section')}
          error={errors.section?.message ?? (isTaken ? t('form.taken') : undefined)}
          {...register('section')}
        />
        {isAdmin && (
          <SelectField label={t('teacher')} hint={t('edit.teacherHint')} {...register('teacherId')}>
            {[course.teacher, ...others].map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </SelectField>
        )}
        <TextField
          label={t('edit.grace')}
          hint={t('edit.graceHint')}
          inputMode="numeric"
          error={errors.grace?.message}
          {...register('grace')}
        />
        {isOpen && (
          <Notice tone="warn" isLive>
            {t('edit.isOpen')}
          </Notice>
        )}
        <FormButtons submitLabel={t('edit.save')} isBusy={edit.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
