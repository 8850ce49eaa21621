import { StaffRole } from '@hadir/contract/people.ts';
import { changeRole } from '@hadir/contract/staff.ts';
import type { PersonRecord } from '@hadir/contract/students.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { changedPerson } from './person-queries.ts';
import { text, useTexts } from './role-texts.ts';
import { useTexts as usePeopleTexts } from './texts.ts';

const RoleForm = z.object({
  role: StaffRole,
  reason: z
    .string()
    .refine((reason) => changeRole.body.shape.reason.safeParse(reason).success, { error: () => text('needReason') }),
});
type RoleForm = z.infer<typeof RoleForm>;

/** What a colleague may do, and the way to change it. */
export function PersonRole({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const people = usePeopleTexts();
  const me = useMe();
  const [isChanging, setIsChanging] = useState(false);
  const role = StaffRole.safeParse(person.role).data;
  if (role === undefined) return null;
  return (
    <Card title={t('title')}>
      <p className="font-semibold">{people(`roles.${role}`)}</p>
      <p>{t(`may.${role}`)}</p>
      {person.id === me.id ? (
        <p className="mt-2 text-ink-soft">{t('own')}</p>
      ) : (
        <Button look="secondary" className="mt-3" onClick={() => setIsChanging(true)}>
          {t('change')}
        </Button>
      )}
      {isChanging && <ChangeRoleDialog person={person} role={role} onClose={() => setIsChanging(false)} />}
    </Card>
  );
}

function ChangeRoleDialog({
  person: { id, name },
  role,
  onClose,
}: {
  person: PersonRecord;
  role: StaffRole;
  onClose: () => void;
}) {
  const t = useTexts();
  const people = usePeopleTexts();
  const others = StaffRole.options.filter((option) => option !== role);
  const { register, handleSubmit, formState, watch } = useForm<RoleForm>({
    resolver: zodResolver(RoleForm),
    defaultValues: { role: others[0] ?? role, reason: '' },
  });
  const change = useCommand((body: RoleForm) => callOrThrow(changeRole, { params: { id }, body }), {
    refresh: changedPerson(id),
    onDone: () => {
      showToast(t('changed', { name }));
      onClose();
    },
  });
  return (
    <Dialog isOpen onClose={onClose} title={t('question', { name })} description={t('text', { name })}>
      <Form failure={change.failure} onSubmit={handleSubmit((form) => change.run(form))}>
        <SelectField label={t('role')} hint={t(`may.${watch('role')}`)} {...register('role')}>
          {others.map((option) => (
            <option key={option} value={option}>
              {people(`roles.${option}`)}
            </option>
          ))}
        </SelectField>
        <TextField
          label={t('reason')}
          maxLength={500}
          error={formState.errors.reason?.message}
          {...register('reason')}
        />
        <FormButtons submitLabel={t('change')} isBusy={change.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
