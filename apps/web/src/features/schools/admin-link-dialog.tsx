import { Button } from '#ui/button.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { useTexts } from './texts.ts';

/** The link of a new admin, shown this once. */
export function AdminLinkDialog({ name, link, onClose }: { name: string; link: string; onClose: () => void }) {
  const t = useTexts();
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('link.title', { name })}
      description={t('link.explained')}
      footer={<Button onClick={onClose}>{t('link.done')}</Button>}
    >
      <CopyField label={t('link.label')} value={link} />
    </Dialog>
  );
}
