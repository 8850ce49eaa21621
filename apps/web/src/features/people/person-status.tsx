import { deactivatePerson, type PersonRecord, reactivatePerson } from '@hadir/contract/students.ts';
import { UserCheck, UserX } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './details-texts.ts';
import { changedPerson } from './person-queries.ts';

/** Whether somebody is let in; nobody shuts themselves out. */
export function PersonStatus({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const me = useMe();
  const [isAsking, setIsAsking] = useState(false);
  const { id, name } = person;
  const reactivate = useCommand((_: undefined) => callOrThrow(reactivatePerson, { params: { id }, body: {} }), {
    refresh: changedPerson(id),
    onDone: () => showToast(t('status.reactivated', { name })),
  });
  const isFull = isRefused(reactivate.failure, 'not_possible_now');
  const isClassGone =
    reactivate.failure?.kind === 'refused' && reactivate.failure.fields.some(({ path }) => path === 'class_id');
  if (id === me.id) return null;
  return (
    <Card title={t('status.title')}>
      {person.is_active ? (
        <>
          <p className="mb-3 max-w-prose text-ink-soft">{t('status.explained', { name })}</p>
          <Button
            look="danger"
            icon={<UserX className="size-5" aria-hidden="true" />}
            onClick={() => setIsAsking(true)}
          >
            {t('status.deactivate')}
          </Button>
        </>
      ) : (
        <div className="space-y-3">
          <p className="text-ink-soft">
            {person.deactivated_at
              ? t('status.since', { date: formatDayTime(person.deactivated_at, me.school.time_zone) })
              : t('status.isOff')}
          </p>
          {(isFull || isClassGone) && (
            <Notice tone="warn" isLive>
              {t(isFull ? 'status.streamFull' : 'status.classGone')}
            </Notice>
          )}
          {reactivate.failure && !isFull && !isClassGone && <FailureNotice failure={reactivate.failure} />}
          <Button
            look="secondary"
            icon={<UserCheck className="size-5" aria-hidden="true" />}
            isBusy={reactivate.isBusy}
            onClick={() => reactivate.run(undefined)}
          >
            {t('status.reactivate')}
          </Button>
        </div>
      )}
      {isAsking && <DeactivateDialog person={person} onClose={() => setIsAsking(false)} />}
    </Card>
  );
}

function DeactivateDialog({ person: { id, name }, onClose }: { person: PersonRecord; onClose: () => void }) {
  const t = useTexts();
  const [reason, setReason] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const isReason = deactivatePerson.body.safeParse({ reason }).success;
  const deactivate = useCommand(() => callOrThrow(deactivatePerson, { params: { id }, body: { reason } }), {
    refresh: changedPerson(id),
    onDone: () => {
      showToast(t('status.deactivated', { name }));
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('status.question', { name })}
      description={t('status.explained', { name })}
    >
      <Form
        failure={deactivate.failure}
        onSubmit={(event) => {
          event.preventDefault();
          setIsChecked(true);
          if (isReason && !deactivate.isBusy) deactivate.run(undefined);
        }}
      >
        <TextField
          label={t('status.reason')}
          maxLength={500}
          value={reason}
          error={isChecked && !isReason ? t('status.needReason') : undefined}
          onChange={(event) => setReason(event.target.value)}
        />
        <FormButtons submitLabel={t('status.deactivate')} look="danger" isBusy={deactivate.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
