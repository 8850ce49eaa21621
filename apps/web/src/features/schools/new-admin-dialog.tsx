import { inviteSchoolAdmin, type SchoolEntry } from '@hadir/contract/schools.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { AdminFields } from './admin-fields.tsx';
import { AdminForm } from './admin-form.ts';
import { AdminLinkDialog } from './admin-link-dialog.tsx';
import { useTexts } from './texts.ts';

/** Invites one more admin of a school. */
export function NewAdminDialog({ school: { id, name }, onClose }: { school: SchoolEntry; onClose: () => void }) {
  const t = useTexts();
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const { register, handleSubmit, formState } = useForm<AdminForm>({
    resolver: zodResolver(AdminForm),
    defaultValues: { admin_name: '', admin_email: '' },
  });
  const { errors } = formState;
  const send = useCommand((body: AdminForm) => callOrThrow(inviteSchoolAdmin, { params: { id }, body }), {
    onDone: ({ link }, { admin_name }) => setMade({ name: admin_name, link }),
  });
  const isTaken = isRefused(send.failure, 'already_exists');
  if (made) return <AdminLinkDialog {...made} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={t('inviteAdminNamed', { name })} description={t('form.adminExplained')}>
      <Form failure={isTaken ? null : send.failure} onSubmit={handleSubmit((form) => send.run(form))}>
        <AdminFields
          name={{ ...register('admin_name'), error: errors.admin_name?.message }}
          email={{
            ...register('admin_email'),
            error: errors.admin_email?.message ?? (isTaken ? t('form.taken') : undefined),
          }}
        />
        <FormButtons submitLabel={t('form.makeLink')} isBusy={send.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
