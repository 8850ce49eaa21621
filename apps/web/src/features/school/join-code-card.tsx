import { type School, updateSchool } from '@hadir/contract/school.ts';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { CopyField } from '#ui/copy-field.tsx';
import { showToast } from '#ui/toast.tsx';
import { schoolQuery } from './school-queries.ts';
import { useTexts } from './texts.ts';

/** The code that students register with. */
export function JoinCodeCard({ school }: { school: School }) {
  const t = useTexts();
  const [isAsking, setIsAsking] = useState(false);
  const rotate = useCommand(() => callOrThrow(updateSchool, { body: { rotate_join_code: true } }), {
    refresh: [schoolQuery.queryKey],
    onDone: ({ join_code }) => {
      setIsAsking(false);
      showToast(t('joinCode.rotated', { code: join_code }));
    },
  });
  return (
    <Card title={t('joinCode.heading')}>
      <p className="mb-3 text-ink-soft">{t('joinCode.explained')}</p>
      <CopyField label={t('joinCode.label')} value={school.join_code} isLarge />
      <Button
        look="secondary"
        className="mt-3"
        icon={<RefreshCw className="size-5" aria-hidden="true" />}
        onClick={() => setIsAsking(true)}
      >
        {t('joinCode.rotate')}
      </Button>
      {isAsking && (
        <ConfirmDialog
          title={t('joinCode.rotateQuestion')}
          description={t('joinCode.rotateExplained')}
          confirmLabel={t('joinCode.rotate')}
          look="danger"
          isBusy={rotate.isBusy}
          failure={rotate.failure}
          onConfirm={() => rotate.run(undefined)}
          onClose={() => setIsAsking(false)}
        />
      )}
    </Card>
  );
}
