import { deleteClass, type SchoolClass, updateClass } from '@hadir/contract/structure.ts';
import { Archive, ArchiveRestore, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { ClassDialog } from './class-dialog.tsx';
import { classesQuery } from './structure-queries.ts';
import { useTexts } from './texts.ts';

/** Name, level, archive, and the delete of a class that nobody is in. */
export function ClassSettings({ schoolClass }: { schoolClass: SchoolClass }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [asked, setAsked] = useState<'change' | 'archive' | 'delete' | null>(null);
  const { id, name, is_archived } = schoolClass;
  const close = () => setAsked(null);
  const archive = useCommand(
    (isArchived: boolean) => callOrThrow(updateClass, { params: { id }, body: { is_archived: isArchived } }),
    {
      refresh: [classesQuery.queryKey],
      onDone: (saved) => {
        close();
        showToast(t(saved.is_archived ? 'archivedToast' : 'broughtBack', { name }));
      },
    },
  );
  const remove = useCommand((_: undefined) => callOrThrow(deleteClass, { params: { id } }), {
    refresh: [classesQuery.queryKey],
    onDone: () => {
      showToast(t('deleted', { name }));
      void navigate('/classes', { replace: true });
    },
  });
  const [isInUse, isHeld] = [archive, remove].map(({ failure }) => isRefused(failure, 'not_possible_now'));
  return (
    <Card title={t('settings')}>
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          icon={<Pencil className="size-5" aria-hidden="true" />}
          onClick={() => setAsked('change')}
        >
          {t('change')}
        </Button>
        {is_archived ? (
          <Button
            look="secondary"
            icon={<ArchiveRestore className="size-5" aria-hidden="true" />}
            isBusy={archive.isBusy}
            onClick={() => archive.run(false)}
          >
            {t('bringBack')}
          </Button>
        ) : (
          <Button
            look="secondary"
            icon={<Archive className="size-5" aria-hidden="true" />}
            onClick={() => setAsked('archive')}
          >
            {t('archive')}
          </Button>
        )}
        <Button
          look="danger"
          icon={<Trash2 className="size-5" aria-hidden="true" />}
          onClick={() => setAsked('delete')}
        >
          {t('delete')}
        </Button>
      </div>
      {archive.failure && asked === null && <FailureNotice failure={archive.failure} />}
      {asked === 'change' && <ClassDialog schoolClass={schoolClass} onClose={close} />}
      {asked === 'archive' && (
        <ConfirmDialog
          title={t('archiveQuestion', { name })}
          description={isInUse ? <Notice tone="warn">{t('classInUse')}</Notice> : t('archiveExplained')}
          confirmLabel={t('archive')}
          isBusy={archive.isBusy}
          failure={isInUse ? null : archive.failure}
          onConfirm={() => archive.run(true)}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <ConfirmDialog
          title={t('deleteQuestion', { name })}
          description={isHeld ? <Notice tone="warn">{t('classHeld')}</Notice> : t('deleteExplained')}
          confirmLabel={t('delete')}
          look="danger"
          isBusy={remove.isBusy}
          failure={isHeld ? null : remove.failure}
          onConfirm={() => remove.run(undefined)}
          onClose={close}
        />
      )}
    </Card>
  );
}
