import { deleteGuardian, type Guardian } from '@hadir/contract/guardians.ts';
import { useQuery } from '@tanstack/react-query';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { languages } from '#lib/languages.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './details-texts.ts';
import { GuardianDialog } from './guardian-dialog.tsx';
import { guardiansQuery } from './person-queries.ts';

/** Who answers for a student at home, and how they are reached. */
export function PersonGuardians({ studentId }: { studentId: string }) {
  const t = useTexts();
  const canChange = useMay('students:write');
  const query = useQuery(guardiansQuery(studentId));
  const [edited, setEdited] = useState<Guardian | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Guardian | null>(null);
  return (
    <Card
      title={t('guardians.title')}
      actions={
        canChange && (
          <Button
            look="secondary"
            icon={<Plus className="size-5" aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {t('guardians.add')}
          </Button>
        )
      }
    >
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-ink-soft">{t('guardians.none')}</p>
          ) : (
            <ul className="divide-y divide-line">
              {items.map((guardian) => (
                <li key={guardian.id} className="flex items-center gap-2 py-2">
                  <div className="min-w-0 flex-1">
                    <h3 className="font-medium wrap-anywhere">{guardian.name}</h3>
                    <Reach guardian={guardian} />
                  </div>
                  {canChange && (
                    <>
                      <IconButton
                        label={t('guardians.editNamed', { name: guardian.name })}
                        onClick={() => setEdited(guardian)}
                      >
                        <Pencil className="size-5" />
                      </IconButton>
                      <IconButton
                        label={t('guardians.removeNamed', { name: guardian.name })}
                        onClick={() => setLeaving(guardian)}
                      >
                        <Trash2 className="size-5" />
                      </IconButton>
                    </>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </QueryView>
      {edited && (
        <GuardianDialog
          studentId={studentId}
          guardian={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {leaving && <RemoveDialog studentId={studentId} guardian={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

const linkLook = 'inline-block min-h-6 text-brand underline underline-offset-4 wrap-anywhere';

function Reach({ guardian: { phone, email, language } }: { guardian: Guardian }) {
  return (
    <p className="flex flex-wrap gap-x-4 text-sm text-ink-soft">
      {phone && (
        <a href={`tel:${phone}`} dir="ltr" className={linkLook}>
          {phone}
        </a>
      )}
      {email && (
        <a href={`mailto:${email}`} dir="ltr" className={linkLook}>
          {email}
        </a>
      )}
      <span lang={language}>{languages[language].name}</span>
    </p>
  );
}

function RemoveDialog({
  studentId,
  guardian: { id, name },
  onClose,
}: {
  studentId: string;
  guardian: Guardian;
  onClose: () => void;
}) {
  const t = useTexts();
  const remove = useCommand((_: undefined) => callOrThrow(deleteGuardian, { params: { id } }), {
    refresh: [guardiansQuery(studentId).queryKey],
    onDone: () => {
      showToast(t('guardians.removed', { name }));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('guardians.removeQuestion', { name })}
      description={t('guardians.removeExplained')}
      confirmLabel={t('guardians.remove')}
      look="danger"
      isBusy={remove.isBusy}
      failure={remove.failure}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    />
  );
}
