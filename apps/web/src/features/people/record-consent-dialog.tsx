import { recordGuardianConsent } from '@hadir/contract/consent.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { showToast } from '#ui/toast.tsx';
import { consentsQuery, policiesQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

type Student = { id: string; name: string };

const isName = (name: string) => recordGuardianConsent.body.shape.guardian_name.safeParse(name).success;

/** Writes down that a guardian has read the text in force and agrees. */
export function RecordConsentDialog({ student, onClose }: { student: Student; onClose: () => void }) {
  const t = useTexts();
  const policies = useQuery({ ...policiesQuery, staleTime: 0 });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('consent.recordTitle', { name: student.name })}
      description={t('consent.recordText')}
    >
      <QueryView query={policies}>
        {({ consent }) => <RecordForm student={student} consent={consent} onClose={onClose} />}
      </QueryView>
    </Dialog>
  );
}

function RecordForm({
  student,
  consent,
  onClose,
}: {
  student: Student;
  consent: { version: number; text: string };
  onClose: () => void;
}) {
  const t = useTexts();
  const [name, setName] = useState('');
  const [hasRead, setHasRead] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const keep = useCommand(
    () =>
      callOrThrow(recordGuardianConsent, {
        params: { id: student.id },
        body: { guardian_name: name, version: consent.version },
      }),
    {
      refresh: [consentsQuery(student.id).queryKey, policiesQuery.queryKey],
      onDone: () => {
        showToast(t('consent.recorded'));
        onClose();
      },
    },
  );
  return (
    <Form
      failure={keep.failure}
      onSubmit={(event) => {
        event.preventDefault();
        setIsChecked(true);
        if (isName(name) && hasRead && !keep.isBusy) keep.run(undefined);
      }}
    >
      <details>
        <summary className="min-h-11 cursor-pointer py-2.5 font-medium text-brand">
          {t('consent.textOf', { version: consent.version })}
        </summary>
        <p className="whitespace-pre-line wrap-anywhere text-ink-soft">{consent.text}</p>
      </details>
      <TextField
        label={t('consent.guardianName')}
        autoComplete="off"
        maxLength={100}
        value={name}
        error={isChecked && !isName(name) ? t('consent.needName') : undefined}
        onChange={(event) => setName(event.target.value)}
      />
      <CheckboxField
        label={t('consent.hasRead', { version: consent.version })}
        checked={hasRead}
        onChange={(event) => setHasRead(event.target.checked)}
        error={isChecked && !hasRead ? t('consent.needRead') : undefined}
      />
      <FormButtons submitLabel={t('consent.recordSubmit')} isBusy={keep.isBusy} onCancel={onClose} />
    </Form>
  );
}
