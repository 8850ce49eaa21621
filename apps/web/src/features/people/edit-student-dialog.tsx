import { type PersonRecord, updatePerson } from '@hadir/contract/students.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './details-texts.ts';
import { changedPerson } from './person-queries.ts';
import { failureOfForm, StudentFields } from './student-fields.tsx';
import { fillStudentForm, KnownStudentForm, readStudentChange, type StudentForm } from './student-form.ts';

/** Changes what the school knows of a student. */
export function EditStudentDialog({ person, onClose }: { person: PersonRecord; onClose: () => void }) {
  const t = useTexts();
  const before = fillStudentForm(person);
  const form = useForm<StudentForm>({ resolver: zodResolver(KnownStudentForm), defaultValues: before });
  const save = useCommand(
    (given: StudentForm) =>
      callOrThrow(updatePerson, { params: { id: person.id }, body: readStudentChange(before, given) }),
    {
      refresh: changedPerson(person.id),
      onDone: ({ name }) => {
        showToast(t('saved', { name }));
        onClose();
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('editTitle')}>
      <Form failure={failureOfForm(save.failure)} onSubmit={form.handleSubmit((given) => save.run(given))}>
        <StudentFields form={form} isNumberOptional={person.email !== null} failure={save.failure} />
        <FormButtons submitLabel={t('save')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
