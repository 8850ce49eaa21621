import { createGuardianLink } from '@hadir/contract/consent.ts';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { QrCode } from '#ui/qr-code.tsx';
import { consentsQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

/** Makes the link by which a guardian agrees; it is shown this once, to copy or to scan. */
export function GuardianLinkDialog({
  student,
  onClose,
}: {
  student: { id: string; name: string };
  onClose: () => void;
}) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [made, setMade] = useState<Reply<typeof createGuardianLink> | null>(null);
  const make = useCommand(() => callOrThrow(createGuardianLink, { params: { id: student.id } }), {
    refresh: [consentsQuery(student.id).queryKey],
    onDone: setMade,
  });
  if (made === null) {
    return (
      <ConfirmDialog
        title={t('link.question', { name: student.name })}
        description={t('link.explained')}
        confirmLabel={t('link.make')}
        isBusy={make.isBusy}
        failure={make.failure}
        onConfirm={() => make.run(undefined)}
        onClose={onClose}
      />
    );
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('link.title', { name: student.name })}
      description={t('link.once', { date: formatDayTime(made.expires_at, zone) })}
      footer={<Button onClick={onClose}>{t('link.done')}</Button>}
    >
      <CopyField label={t('link.label')} value={made.link} />
      <QrCode value={made.link} label={t('link.qr')} className="mx-auto mt-4 w-full max-w-60" />
    </Dialog>
  );
}
