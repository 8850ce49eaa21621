import { Email, PersonName } from '@hadir/contract/field.ts';
import { createGuardian, type Guardian, PhoneTyped, updateGuardian } from '@hadir/contract/guardians.ts';
import { Language } from '@hadir/contract/preferences.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { languages } from '#lib/languages.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { text, useTexts } from './details-texts.ts';
import { guardiansQuery } from './person-queries.ts';

const isEmptyOr = (schema: z.ZodType) => (value: string) => value.trim() === '' || schema.safeParse(value).success;

const GuardianForm = z
  .object({
    name: z.string().refine((name) => PersonName.safeParse(name).success, { error: () => text('form.needName') }),
    phone: z.string().refine(isEmptyOr(PhoneTyped), { error: () => text('guardians.badPhone') }),
    email: z.string().refine(isEmptyOr(Email), { error: () => text('form.badEmail') }),
    language: Language,
  })
  .refine(({ phone, email }) => phone.trim() !== '' || email.trim() !== '', {
    path: ['phone'],
    error: () => text('guardians.needReach'),
  });
type GuardianForm = z.infer<typeof GuardianForm>;

/** Adds a guardian, or changes one. */
export function GuardianDialog({
  studentId,
  guardian,
  onClose,
}: {
  studentId: string;
  guardian: Guardian | null;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm<GuardianForm>({
    resolver: zodResolver(GuardianForm),
    defaultValues: {
      name: guardian?.name ?? '',
      phone: guardian?.phone ?? '',
      email: guardian?.email ?? '',
      language: guardian?.language ?? 'en',
    },
  });
  const { errors } = formState;
  const save = useCommand(
    ({ name, phone, email, language }: GuardianForm) => {
      const body = { name: name.trim(), phone: phone.trim() || null, email: email.trim() || null, language };
      return guardian
        ? callOrThrow(updateGuardian, { params: { id: guardian.id }, body })
        : callOrThrow(createGuardian, { params: { id: studentId }, body });
    },
    {
      refresh: [guardiansQuery(studentId).queryKey],
      onDone: ({ name }) => {
        showToast(t(guardian ? 'guardians.changed' : 'guardians.added', { name }));
        onClose();
      },
    },
  );
  const isBadPhone = isRefused(save.failure, 'invalid_request');
  const isFull = isRefused(save.failure, 'not_possible_now');
  return (
    <Dialog isOpen onClose={onClose} title={t(guardian ? 'guardians.editTitle' : 'guardians.addTitle')}>
      <Form failure={isBadPhone || isFull ? null : save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
        <TextField label={t('name')} autoComplete="off" error={errors.name?.message} {...register('name')} />
        <TextField
          label={t('guardians.phone')}
          hint={t('guardians.phoneHint')}
          type="tel"
          isOptional
          autoComplete="off"
          error={errors.phone?.message ?? (isBadPhone ? t('guardians.badPhone') : undefined)}
          {...register('phone')}
        />
        <TextField
          label={t('email')}
          type="email"
          isOptional
          autoComplete="off"
          error={errors.email?.message}
          {...register('email')}
        />
        <SelectField label={t('guardians.language')} hint={t('guardians.languageHint')} {...register('language')}>
          {Language.options.map((language) => (
            <option key={language} value={language} lang={language}>
              {languages[language].name}
            </option>
          ))}
        </SelectField>
        {isFull && (
          <Notice tone="warn" isLive>
            {t('guardians.full')}
          </Notice>
        )}
        <FormButtons submitLabel={t('save')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
