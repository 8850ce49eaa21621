import { createClass, levels, type SchoolClass, updateClass } from '@hadir/contract/structure.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { classesQuery } from './structure-queries.ts';
import { text, useTexts } from './texts.ts';

const ClassForm = z.object({
  name: z.string().refine((name) => createClass.body.shape.name.safeParse(name).success, {
    error: () => text('form.needName'),
  }),
  level: z.string(),
});
type ClassForm = z.infer<typeof ClassForm>;

const allLevels = Array.from({ length: levels.most - levels.least + 1 }, (_, at) => String(levels.least + at));

/** Makes a class, or changes the name and the level of one. */
export function ClassDialog({ schoolClass, onClose }: { schoolClass: SchoolClass | null; onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const { register, handleSubmit, formState } = useForm<ClassForm>({
    resolver: zodResolver(ClassForm),
    defaultValues: { name: schoolClass?.name ?? '', level: String(schoolClass?.level ?? levels.least) },
  });
  const save = useCommand(
    ({ name, level }: ClassForm) => {
      const body = { name: name.trim(), level: Number(level) };
      return schoolClass
        ? callOrThrow(updateClass, { params: { id: schoolClass.id }, body })
        : callOrThrow(createClass, { body });
    },
    {
      refresh: [classesQuery.queryKey],
      onDone: ({ id, name }) => {
        showToast(t(schoolClass ? 'changed' : 'made', { name }));
        if (schoolClass === null) void navigate(`/classes/${id}`);
        else onClose();
      },
    },
  );
  const isTaken = isRefused(save.failure, 'already_exists');
  return (
    <Dialog isOpen onClose={onClose} title={t(schoolClass ? 'form.changeTitle' : 'new')}>
      <Form failure={isTaken ? null : save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
        <TextField
          label={t('name')}
          hint={t('form.nameHint')}
          error={formState.errors.name?.message ?? (isTaken ? t('form.taken') : undefined)}
          {...register('name')}
        />
        <SelectField label={t('level')} hint={t('form.levelHint')} {...register('level')}>
          {allLevels.map((level) => (
            <option key={level} value={level}>
              {level}
            </option>
          ))}
        </SelectField>
        <FormButtons submitLabel={t(schoolClass ? 'form.save' : 'form.make')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
