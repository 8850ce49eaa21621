import { Email, PersonName } from '@hadir/contract/field.ts';
import { invite, StaffRole } from '@hadir/contract/people.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { text, useTexts } from './invitation-texts.ts';
import { invitationsQuery } from './people-queries.ts';
import { useTexts as usePeopleTexts } from './texts.ts';

const InviteForm = z.object({
  name: z.string().refine((value) => PersonName.safeParse(value).success, { error: () => text('form.needName') }),
  email: z.string().refine((value) => Email.safeParse(value).success, { error: () => text('form.badEmail') }),
  role: StaffRole,
  department: z.string().max(100, { error: () => text('form.longDepartment') }),
});
type InviteForm = z.infer<typeof InviteForm>;

/** Invites a teacher, a viewer or an admin; the link is shown this once. */
export function InviteDialog({ zone, onClose }: { zone: string; onClose: () => void }) {
  const t = useTexts();
  const people = usePeopleTexts();
  const [made, setMade] = useState<Reply<typeof invite> | null>(null);
  const { register, handleSubmit, formState } = useForm<InviteForm>({
    resolver: zodResolver(InviteForm),
    defaultValues: { name: '', email: '', role: 'teacher', department: '' },
  });
  const { errors } = formState;
  const send = useCommand((body: InviteForm) => callOrThrow(invite, { body }), {
    refresh: [invitationsQuery.queryKey],
    onDone: setMade,
  });
  const isTaken = isRefused(send.failure, 'already_exists');

  if (made) {
    const { name, expires_at } = made.invitation;
    return (
      <Dialog
        isOpen
        onClose={onClose}
        title={t('link.title', { name })}
        description={t('link.explained', { date: formatDayTime(expires_at, zone) })}
        footer={<Button onClick={onClose}>{t('link.done')}</Button>}
      >
        <CopyField label={t('link.label')} value={made.link} />
      </Dialog>
    );
  }

  return (
    <Dialog isOpen onClose={onClose} title={t('form.title')}>
      <Form failure={isTaken ? null : send.failure} onSubmit={handleSubmit((form) => send.run(form))}>
        <TextField label={t('name')} error={errors.name?.message} autoComplete="off" {...register('name')} />
        <TextField
          type="email"
          label={t('email')}
          error={errors.email?.message ?? (isTaken ? t('form.taken') : undefined)}
          autoComplete="off"
          {...register('email')}
        />
        <SelectField label={t('role')} {...register('role')}>
          {StaffRole.options.map((role) => (
            <option key={role} value={role}>
              {people(`roles.${role}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('form.department')}
          isOptional
          error={errors.department?.message}
          {...register('department')}
        />
        <FormButtons submitLabel={t('form.submit')} isBusy={send.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
