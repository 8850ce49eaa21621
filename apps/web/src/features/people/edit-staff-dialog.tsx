import { line, PersonName } from '@hadir/contract/field.ts';
import { type PersonRecord, updatePerson } from '@hadir/contract/students.ts';
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
import { text, useTexts } from './details-texts.ts';
import { changedPerson } from './person-queries.ts';

const StaffForm = z.object({
  name: z.string().refine((name) => PersonName.safeParse(name).success, { error: () => text('form.needName') }),
  department: z.string().refine((department) => line(0, 100).safeParse(department).success, {
    error: () => text('form.badDepartment'),
  }),
});
type StaffForm = z.infer<typeof StaffForm>;

/** Changes the name and the department of a member of staff. */
export function EditStaffDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm<StaffForm>({
    resolver: zodResolver(StaffForm),
    defaultValues: { name: person.name, department: person.department ?? '' },
  });
  const { errors } = formState;
  const save = useCommand((body: StaffForm) => callOrThrow(updatePerson, { params: { id: person.id }, body }), {
    refresh: changedPerson(person.id),
    onDone: ({ name }) => {
      showToast(t('saved', { name }));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('editTitle')}>
      <Form failure={save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
        <TextField label={t('name')} autoComplete="off" error={errors.name?.message} {...register('name')} />
        <TextField
          label={t('department')}
          isOptional
          autoComplete="off"
          error={errors.department?.message}
          {...register('department')}
        />
        <FormButtons submitLabel={t('save')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
