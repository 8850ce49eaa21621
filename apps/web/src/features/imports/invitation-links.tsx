import type { runImport } from '@hadir/contract/imports.ts';
import { Download } from 'lucide-react';
import type { Reply } from '#lib/api.ts';
import { saveFile } from '#lib/save-file.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './texts.ts';
import { writeCsv } from './write-csv.ts';

/** More than these are taken along as a file. */
const shownLinks = 20;

/** The links of staff that were invited: nobody can show them again. */
export function InvitationLinks({ links }: { links: Reply<typeof runImport>['links'] }) {
  const t = useTexts();
  const save = () => {
    const rows = links.map(({ name, email, link }) => [name, email, link]);
    saveFile({
      blob: writeCsv([[t('fields.name'), t('fields.email'), t('links.link')], ...rows]),
      name: 'hadir-invitations.csv',
    });
  };
  return (
    <Card
      title={t('links.title')}
      actions={
        <Button look="secondary" icon={<Download className="size-5" aria-hidden="true" />} onClick={save}>
          {t('links.save')}
        </Button>
      }
    >
      <Notice tone="warn" className="mb-4">
        {t('links.once')}
      </Notice>
      <div className="space-y-3">
        {links.slice(0, shownLinks).map(({ name, email, link }) => (
          <CopyField key={email} label={t('links.of', { name, email })} value={link} />
        ))}
      </div>
      {links.length > shownLinks && (
        <p className="mt-3 text-ink-soft">{t('links.more', { count: links.length - shownLinks })}</p>
      )}
    </Card>
  );
}
