import type { HardDelete } from '@hadir/contract/courses.ts';
import { type ClassSession, deleteClassSession } from '@hadir/contract/sessions.ts';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { z } from 'zod';
import { HardDeleteDialog } from '#features/courses/hard-delete-dialog.tsx';
import { callOrThrow } from '#lib/api.ts';
import { queryClient } from '#lib/query-client.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { showToast } from '#ui/toast.tsx';
import { sessionKeys } from './session-queries.ts';
import { useTexts } from './texts.ts';

/** For an admin: deletes the session with its records. */
export function DeleteSession({ session }: { session: ClassSession }) {
  const t = useTexts();
  const navigate = useNavigate();
  const [isAsking, setIsAsking] = useState(false);
  const { id, title } = session;
  const remove = useCommand(
    (body: z.infer<typeof HardDelete>) => callOrThrow(deleteClassSession, { params: { id }, body }),
    {
      onDone: () => {
        showToast(t('delete.done', { title }));
        void navigate('/sessions', { replace: true });
        const roster = sessionKeys.roster(id);
        void queryClient.cancelQueries({ queryKey: roster });
        void queryClient.invalidateQueries({
          queryKey: sessionKeys.all,
          predicate: ({ queryKey }) => queryKey[1] !== 'roster',
        });
      },
    },
  );
  return (
    <>
      <Button
        look="quiet"
        className="text-bad"
        icon={<Trash2 className="size-5" aria-hidden="true" />}
        onClick={() => setIsAsking(true)}
      >
        {t('delete.button')}
      </Button>
      {isAsking && (
        <HardDeleteDialog
          title={t('delete.title', { title })}
          description={t('delete.explained')}
          remove={remove}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
