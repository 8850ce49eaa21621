import { getPersonExport, getPersonExportFile } from '@hadir/contract/person-export.ts';
import { Download, FileText, UserRoundX } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { saveFile } from '#lib/save-file.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { EraseDialog } from './erase-dialog.tsx';
import { saveJson } from './save-json.ts';
import { useTexts } from './texts.ts';

/** What an admin does with the data of a person who asks for it: hands it over, or erases it. */
export function PersonData({ person }: { person: { id: string; name: string } }) {
  const t = useTexts();
  const me = useMe();
  const navigate = useNavigate();
  const { id } = person;
  const [erases, setErases] = useState(false);
  const json = useCommand(() => callOrThrow(getPersonExport, { params: { id } }), {
    onDone: (data) => saveJson(data, 'hadir-person'),
  });
  const pdf = useCommand(() => callOrThrow(getPersonExportFile, { params: { id } }), { onDone: saveFile });
  const failure = json.failure ?? pdf.failure;
  return (
    <Card title={t('person.title')}>
      <p className="mb-3 max-w-prose text-ink-soft">{t('person.text')}</p>
      {failure && <FailureNotice failure={failure} />}
      <div className="flex flex-wrap gap-2">
        <Button
          look="secondary"
          icon={<FileText className="size-5" />}
          isBusy={pdf.isBusy}
          onClick={() => pdf.run(undefined)}
        >
          {t('person.pdf')}
        </Button>
        <Button
          look="secondary"
          icon={<Download className="size-5" />}
          isBusy={json.isBusy}
          onClick={() => json.run(undefined)}
        >
          {t('person.json')}
        </Button>
        {id !== me.id && (
          <Button look="danger" icon={<UserRoundX className="size-5" />} onClick={() => setErases(true)}>
            {t('person.erase')}
          </Button>
        )}
      </div>
      {erases && (
        <EraseDialog
          person={person}
          onErased={() => void navigate('/people', { replace: true })}
          onClose={() => setErases(false)}
        />
      )}
    </Card>
  );
}
