import { removeSessionStaff } from '@hadir/contract/session-staff.ts';
import type { ClassSession } from '@hadir/contract/sessions.ts';
import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { showToast } from '#ui/toast.tsx';
import { AddStaffDialog } from './add-staff-dialog.tsx';
import { sessionKeys } from './session-queries.ts';
import { useStaffTexts } from './staff-texts.ts';

type Colleague = ClassSession['staff'][number];

/** Who holds a class session: the course's teacher, and colleagues who were added or took it over. */
export function SessionStaff({ session, zone }: { session: ClassSession; zone: string }) {
  const t = useStaffTexts();
  const me = useMe();
  const canWrite = useMay('sessions:write');
  const navigate = useNavigate();
  const [isAdding, setIsAdding] = useState(false);
  const [removing, setRemoving] = useState<Colleague | null>(null);
  const { id, teacher, staff } = session;
  const remove = useCommand(
    (colleague: Colleague) => callOrThrow(removeSessionStaff, { params: { id, person_id: colleague.id } }),
    {
      refresh: [sessionKeys.all],
      onDone: (_, { id: personId, name }) => {
        showToast(t('removed', { name }));
        setRemoving(null);
        if (personId === me.id && me.role === 'teacher') void navigate('/sessions');
      },
    },
  );
  return (
    <Card
      title={t('heading')}
      actions={
        canWrite && (
          <Button
            look="secondary"
            icon={<UserPlus className="size-5" aria-hidden="true" />}
            onClick={() => setIsAdding(true)}
          >
            {t('add')}
          </Button>
        )
      }
    >
      <ul className="divide-y divide-line">
        <li className="py-2">
          <p className="font-medium wrap-anywhere">{teacher.name}</p>
          <p className="text-sm text-ink-soft">{t('ofCourse')}</p>
        </li>
        {staff.map((colleague) => (
          <li key={colleague.id} className="flex flex-wrap items-center justify-between gap-2 py-2">
            <div className="min-w-0">
              <p className="font-medium wrap-anywhere">{colleague.name}</p>
              <p className="text-sm wrap-anywhere text-ink-soft">
                {colleague.took_over
                  ? t('tookOver', {
                      at: formatDayTime(colleague.took_over.at, zone),
                      reason: colleague.took_over.reason,
                    })
                  : t('added')}
              </p>
            </div>
            {canWrite && (
              <Button
                look="quiet"
                aria-label={t('removeNamed', { name: colleague.name })}
                onClick={() => setRemoving(colleague)}
              >
                {t('remove')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAdding && <AddStaffDialog session={session} onClose={() => setIsAdding(false)} />}
      {removing && (
        <ConfirmDialog
          title={t('removeQuestion', { name: removing.name })}
          description={t('removeExplained')}
          confirmLabel={t('remove')}
          look="danger"
          isBusy={remove.isBusy}
          failure={remove.failure}
          onConfirm={() => remove.run(removing)}
          onClose={() => setRemoving(null)}
        />
      )}
    </Card>
  );
}
