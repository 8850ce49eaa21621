import type { HardDelete } from '@hadir/contract/courses.ts';
import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isRefused } from '#lib/failure.ts';
import type { Command } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { text, useTexts } from './texts.ts';

const DeleteForm = z.object({
  password: z.string().min(1, { error: () => text('deleteForm.needPassword') }),
  reason: z
    .string()
    .refine((value) => line(3, 500).safeParse(value).success, { error: () => text('deleteForm.needReason') }),
});

/** A delete that cannot be undone asks for the password again and for a reason. */
export function HardDeleteDialog({
  title,
  description,
  wrongReason,
  remove,
  onClose,
}: {
  title: string;
  description: string;
  /** What is said where the reason itself is refused. */
  wrongReason?: string;
  remove: Command<z.infer<typeof HardDelete>>;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(DeleteForm),
    defaultValues: { password: '', reason: '' },
  });
  const { errors } = formState;
  const isWrong = isRefused(remove.failure, 'password_wrong');
  const isReason =
    wrongReason !== undefined &&
    remove.failure?.kind === 'refused' &&
    remove.failure.fields.some(({ path }) => path === 'reason');
  return (
    <Dialog isOpen onClose={onClose} title={title} description={description}>
      <Form failure={isWrong || isReason ? null : remove.failure} onSubmit={handleSubmit((form) => remove.run(form))}>
        <TextField
          label={t('deleteForm.reason')}
          error={errors.reason?.message ?? (isReason ? wrongReason : undefined)}
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
