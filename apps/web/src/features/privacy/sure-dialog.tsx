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
import { text, useTexts } from './destruction-texts.ts';

const Sure = z.object({
  password: z.string().min(1, { error: () => text('needPassword') }),
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('needReason') }),
  school_name: z.string(),
});
export type Sure = z.infer<typeof Sure>;

/** Asks for password and reason, and where `schoolName` is given for the name to be typed. */
export function SureDialog({
  title,
  description,
  schoolName,
  look,
  command,
  onClose,
}: {
  title: string;
  description: string;
  schoolName: string | null;
  look: 'primary' | 'danger';
  command: Command<Sure>;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState, setError } = useForm<Sure>({
    resolver: zodResolver(Sure),
    defaultValues: { password: '', reason: '', school_name: '' },
  });
  const { errors } = formState;
  const isWrong = isRefused(command.failure, 'password_wrong');
  const submit = handleSubmit((form) => {
    if (schoolName !== null && form.school_name.trim() !== schoolName) {
      setError('school_name', { message: t('wrongName') });
    } else command.run(form);
  });
  return (
    <Dialog isOpen onClose={onClose} title={title} description={description}>
      <Form failure={isWrong ? null : command.failure} onSubmit={submit}>
        {schoolName !== null && (
          <TextField
            label={t('name', { school: schoolName })}
            error={errors.school_name?.message}
            autoComplete="off"
            {...register('school_name')}
          />
        )}
        <TextField label={t('reason')} error={errors.reason?.message} maxLength={500} {...register('reason')} />
        <PasswordField
          label={t('password')}
          autoComplete="current-password"
          error={errors.password?.message ?? (isWrong ? t('wrongPassword') : undefined)}
          {...register('password')}
        />
        <FormButtons submitLabel={title} look={look} isBusy={command.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
