import type { issueReset } from '@hadir/contract/account-security.ts';
import { Printer } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import type { Reply } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { QrCode } from '#ui/qr-code.tsx';
import { printSheet } from './print-sheet.ts';
import { useTexts } from './texts.ts';

/** Shown once: a code to read out, or a link to print. */
export function IssuedDialog({
  name,
  issued,
  onClose,
}: {
  name: string;
  issued: Reply<typeof issueReset>;
  onClose: () => void;
}) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const isLink = issued.kind === 'link';
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t(isLink ? 'link_title' : 'code_title', { name })}
      description={t(isLink ? 'link_text' : 'code_text')}
      footer={
        <>
          {isLink && (
            <Button look="secondary" icon={<Printer className="size-5" />} onClick={printSheet}>
              {t('print')}
            </Button>
          )}
          <Button onClick={onClose}>{t('done')}</Button>
        </>
      }
    >
      <div className="print-sheet space-y-4">
        {isLink && <p className="hidden font-semibold print:block">{t('link_title', { name })}</p>}
        {isLink && <QrCode value={issued.value} label={t('link_qr')} className="mx-auto w-52 rounded-xl" />}
        <CopyField label={t(isLink ? 'link_label' : 'code_label')} value={issued.value} isLarge={!isLink} />
        <p>{t('until', { date: formatDayTime(issued.expires_at, zone) })}</p>
      </div>
    </Dialog>
  );
}
