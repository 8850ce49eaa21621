import { getOwnExport, getOwnExportFile, getOwnFaceNumbers } from '@hadir/contract/person-export.ts';
import { Download, FileText, ScanFace } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { saveFile } from '#lib/save-file.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { useTexts } from './own-data-texts.ts';
import { OwnErasure } from './own-erasure.tsx';
import { PasswordDialog } from './password-dialog.tsx';
import { saveJson } from './save-json.ts';

/** Everything that is kept of oneself, to take along, and the way to have it erased. */
export function OwnData() {
  const t = useTexts();
  const me = useMe();
  const [asksFace, setAsksFace] = useState(false);
  const json = useCommand(() => callOrThrow(getOwnExport, {}), { onDone: (data) => saveJson(data, 'hadir-data') });
  const pdf = useCommand(() => callOrThrow(getOwnExportFile, {}), { onDone: saveFile });
  const face = useCommand((password: string) => callOrThrow(getOwnFaceNumbers, { body: { password } }), {
    onDone: (data) => {
      saveJson(data, 'hadir-face');
      setAsksFace(false);
    },
  });
  const failure = json.failure ?? pdf.failure;
  return (
    <Card title={t('title')}>
      <div className="space-y-4">
        <p className="text-ink-soft">{t('intro')}</p>
        {failure && <FailureNotice failure={failure} />}
        <div className="flex flex-wrap gap-2">
          <Button
            look="secondary"
            icon={<FileText className="size-5" />}
            isBusy={pdf.isBusy}
            onClick={() => pdf.run(undefined)}
          >
            {t('pdf')}
          </Button>
          <Button
            look="secondary"
            icon={<Download className="size-5" />}
            isBusy={json.isBusy}
            onClick={() => json.run(undefined)}
          >
            {t('json')}
          </Button>
          {me.role === 'student' && (
            <Button look="secondary" icon={<ScanFace className="size-5" />} onClick={() => setAsksFace(true)}>
              {t('face')}
            </Button>
          )}
        </div>
        {me.role !== 'super_admin' && <OwnErasure />}
      </div>
      {asksFace && (
        <PasswordDialog
          title={t('face')}
          description={t('face_text')}
          submitLabel={t('download')}
          command={face}
          onClose={() => {
            setAsksFace(false);
            face.reset();
          }}
        />
      )}
    </Card>
  );
}
