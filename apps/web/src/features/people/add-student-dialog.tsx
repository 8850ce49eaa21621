import { createStudent } from '@hadir/contract/students.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { useNavigate } from 'react-router';
import { classesQuery } from '#features/structure/structure-queries.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './details-texts.ts';
import { peopleKeys } from './people-queries.ts';
import { failureOfForm, StudentFields } from './student-fields.tsx';
import { emptyStudentForm, readStudentForm, StudentForm } from './student-form.ts';

/** Makes a student's record; the account comes later, with the student. */
export function AddStudentDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const navigate = useNavigate();
  const form = useForm<StudentForm>({ resolver: zodResolver(StudentForm), defaultValues: emptyStudentForm });
  const add = useCommand(
    (given: StudentForm) =>
      callOrThrow(createStudent, { body: { ...readStudentForm(given), admission_number: given.number.trim() } }),
    {
      refresh: [peopleKeys.all, classesQuery.queryKey],
      onDone: ({ id, name }) => {
        showToast(t('added', { name }));
        void navigate(`/people/${id}`);
      },
    },
  );
  return (
    <Dialog isOpen onClose={onClose} title={t('addTitle')} description={t('addExplained')}>
      <Form failure={failureOfForm(add.failure)} onSubmit={form.handleSubmit((given) => add.run(given))}>
        <StudentFields form={form} isNumberOptional={false} failure={add.failure} />
        <FormButtons submitLabel={t('add')} isBusy={add.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
