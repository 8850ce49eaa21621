import { createCourse } from '@hadir/contract/courses.ts';
import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useQuery } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
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
import { showToast } from '#ui/toast.tsx';
import { courseKeys } from './course-queries.ts';
import { text, useTexts } from './texts.ts';

const short = (max: number, key: 'form.needCode' | 'form.needName' | 'form.needSection') =>
  z.string().refine((value) => line(1, max).safeParse(value).success, { error: () => text(key) });

const CourseForm = z.object({
  code: short(30, 'form.needCode'),
  title: short(120, 'form.needName'),
  section: short(30, 'form.needSection'),
  teacher_id: z.string().min(1, { error: () => text('form.needTeacher') }),
});
type CourseForm = z.infer<typeof CourseForm>;

/** Makes a course; an admin says whose it is, a teacher makes one of their own. */
export function NewCourseDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  const isAdmin = me.role === 'admin';
  const teachers = useQuery({ ...teachersQuery, enabled: isAdmin });
  const { register, handleSubmit, formState } = useForm<CourseForm>({
    resolver: zodResolver(CourseForm),
    defaultValues: { code: '', title: '', section: '', teacher_id: isAdmin ? '' : me.id },
  });
  const { errors } = formState;
  const make = useCommand((body: CourseForm) => callOrThrow(createCourse, { body }), {
    refresh: [courseKeys.all],
    onDone: ({ id, code }) => {
      showToast(t('made', { code }));
      void navigate(`/courses/${id}`);
    },
  });
  const isTaken = isRefused(make.failure, 'already_exists');

  return (
    <Dialog isOpen onClose={onClose} title={t('form.title')}>
      <Form failure={isTaken ? null : make.failure} onSubmit={handleSubmit((form) => make.run(form))}>
        <TextField
          label={t('code')}
          hint={t('form.codeHint')}
          error={errors.code?.message ?? (isTaken ? t('form.taken') : undefined)}
          {...register('code')}
        />
        <TextField label={t('name')} error={errors.title?.message} {...register('title')} />
        <TextField
          label={t('section')}
          hint={t('form.sectionHint')}
          error={errors.section?.message}
          {...register('section')}
        />
        {isAdmin && (
          <SelectField
            label={t('teacher')}
            hint={teachers.data?.length === 0 ? t('form.noTeachers') : undefined}
            error={errors.teacher_id?.message}
            {...register('teacher_id')}
          >
            <option value="">{t('form.chooseTeacher')}</option>
            {teachers.data?.map((teacher) => (
              <option key={teacher.id} value={teacher.id}>
                {teacher.name}
              </option>
            ))}
          </SelectField>
        )}
        <FormButtons submitLabel={t('form.submit')} isBusy={make.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
