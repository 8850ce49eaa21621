import { deleteStream, type SchoolClass, type Stream } from '@hadir/contract/structure.ts';
import { Pencil, Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, IconButton } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { StreamDialog } from './stream-dialog.tsx';
import { classesQuery } from './structure-queries.ts';
import { useTexts } from './texts.ts';

/** Streams of a class and how full they are. */
export function ClassStreams({ schoolClass, canChange }: { schoolClass: SchoolClass; canChange: boolean }) {
  const t = useTexts();
  const [edited, setEdited] = useState<Stream | 'new' | null>(null);
  const [leaving, setLeaving] = useState<Stream | null>(null);
  return (
    <Card
      title={t('streams')}
      actions={
        canChange && (
          <Button
            look="secondary"
            icon={<Plus className="size-5" aria-hidden="true" />}
            onClick={() => setEdited('new')}
          >
            {t('addStream')}
          </Button>
        )
      }
    >
      {schoolClass.streams.length === 0 ? (
        <p className="text-ink-soft">{t('noStreams')}</p>
      ) : (
        <ul className="divide-y divide-line">
          {schoolClass.streams.map((stream) => (
            <li key={stream.id} className="flex items-center gap-2 py-2">
              <div className="min-w-0 flex-1">
                <h3 className="font-medium wrap-anywhere">{stream.name}</h3>
                <p className="text-sm text-ink-soft">
                  {t('places', { students: stream.students, capacity: stream.capacity })}
                  {stream.students >= stream.capacity && ` · ${t('full')}`}
                </p>
              </div>
              {canChange && (
                <>
                  <IconButton label={t('changeNamed', { name: stream.name })} onClick={() => setEdited(stream)}>
                    <Pencil className="size-5" />
                  </IconButton>
                  <IconButton label={t('deleteNamed', { name: stream.name })} onClick={() => setLeaving(stream)}>
                    <Trash2 className="size-5" />
                  </IconButton>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {edited && (
        <StreamDialog
          schoolClass={schoolClass}
          stream={edited === 'new' ? null : edited}
          onClose={() => setEdited(null)}
        />
      )}
      {leaving && <DeleteStream stream={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function DeleteStream({ stream, onClose }: { stream: Stream; onClose: () => void }) {
  const t = useTexts();
  const { id, name } = stream;
  const remove = useCommand((_: undefined) => callOrThrow(deleteStream, { params: { id } }), {
    refresh: [classesQuery.queryKey],
    onDone: () => {
      showToast(t('deleted', { name }));
      onClose();
    },
  });
  const isHeld = isRefused(remove.failure, 'not_possible_now');
  return (
    <ConfirmDialog
      title={t('deleteQuestion', { name })}
      description={isHeld ? <Notice tone="warn">{t('streamHeld')}</Notice> : t('deleteStreamExplained')}
      confirmLabel={t('delete')}
      look="danger"
      isBusy={remove.isBusy}
      failure={isHeld ? null : remove.failure}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    />
  );
}
