import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { isRefused } from '#lib/failure.ts';
import type { Command } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { PasswordField } from '#ui/password-field.tsx';
import { text, useTexts } from './own-data-texts.ts';

const PasswordForm = z.object({ password: z.string().min(1, { error: () => text('needPassword') }) });

/** Something that is done for the password only. */
export function PasswordDialog({
  title,
  description,
  submitLabel,
  look = 'primary',
  command,
  onClose,
}: {
  title: string;
  description: string;
  submitLabel: string;
  look?: 'primary' | 'danger';
  command: Command<string>;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(PasswordForm),
    defaultValues: { password: '' },
  });
  const isWrong = isRefused(command.failure, 'password_wrong');
  return (
    <Dialog isOpen onClose={onClose} title={title} description={description}>
      <Form failure={isWrong ? null : command.failure} onSubmit={handleSubmit(({ password }) => command.run(password))}>
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          error={formState.errors.password?.message ?? (isWrong ? t('wrongPassword') : undefined)}
          {...register('password')}
        />
        <FormButtons submitLabel={submitLabel} look={look} isBusy={command.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
