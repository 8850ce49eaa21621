import { erasePerson } from '@hadir/contract/privacy.ts';
import { HardDeleteDialog } from '#features/courses/hard-delete-dialog.tsx';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './texts.ts';

/** Erases a person, for password and reason. */
export function EraseDialog({
  person,
  onErased,
  onClose,
}: {
  person: { id: string; name: string };
  /** The person's own screen shows nothing any more. */
  onErased?: () => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const { id, name } = person;
  const erase = useCommand(
    (body: { password: string; reason: string }) => callOrThrow(erasePerson, { params: { id }, body }),
    {
      // The person's name stands in many lists.
      refresh: [[]],
      onDone: () => {
        showToast(t('person.erased'));
        onErased?.();
        onClose();
      },
    },
  );
  return (
    <HardDeleteDialog
      title={t('person.eraseTitle', { name })}
      description={t('person.eraseText')}
      wrongReason={t('person.namesThem')}
      remove={erase}
      onClose={onClose}
    />
  );
}
