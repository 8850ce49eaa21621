import { createSchool } from '@hadir/contract/schools.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { listCountries } from '#features/school/list-countries.ts';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { SelectField, TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { AdminFields } from './admin-fields.tsx';
import { SchoolForm } from './admin-form.ts';
import { AdminLinkDialog } from './admin-link-dialog.tsx';
import { schoolsKey } from './schools-queries.ts';
import { useTexts } from './texts.ts';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = [...new Set([ownZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])];

/** Makes a school; the link of its first admin is shown this once. */
export function NewSchoolDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const [made, setMade] = useState<{ name: string; link: string } | null>(null);
  const countries = listCountries();
  const { register, handleSubmit, formState } = useForm<SchoolForm>({
    resolver: zodResolver(SchoolForm),
    defaultValues: { name: '', time_zone: ownZone, country: 'KE', admin_name: '', admin_email: '' },
  });
  const { errors } = formState;
  const send = useCommand((body: SchoolForm) => callOrThrow(createSchool, { body }), {
    refresh: [schoolsKey],
    onDone: ({ link }, { admin_name }) => setMade({ name: admin_name, link }),
  });
  const isTaken = isRefused(send.failure, 'already_exists');
  if (made) return <AdminLinkDialog {...made} onClose={onClose} />;
  return (
    <Dialog isOpen onClose={onClose} title={t('new')}>
      <Form failure={isTaken ? null : send.failure} onSubmit={handleSubmit((form) => send.run(form))}>
        <TextField label={t('form.schoolName')} autoComplete="off" error={errors.name?.message} {...register('name')} />
        <SelectField label={t('form.country')} hint={t('form.countryHint')} {...register('country')}>
          {countries.map(({ code, name }) => (
            <option key={code} value={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <SelectField label={t('form.timeZone')} {...register('time_zone')}>
          {zones.map((zone) => (
            <option key={zone}>{zone}</option>
          ))}
        </SelectField>
        <h3 className="pt-1 font-semibold">{t('form.firstAdmin')}</h3>
        <AdminFields
          name={{ ...register('admin_name'), error: errors.admin_name?.message }}
          email={{
            ...register('admin_email'),
            error: errors.admin_email?.message ?? (isTaken ? t('form.taken') : undefined),
          }}
        />
        <FormButtons submitLabel={t('form.make')} isBusy={send.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
