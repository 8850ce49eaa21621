import type { Person } from '@hadir/contract/people.ts';
import { deletePhoto, setPhoto } from '@hadir/contract/photos.ts';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { controlClasses } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { makeSmallPhoto, type SmallPhoto } from './make-small-photo.ts';
import { peopleKeys } from './people-queries.ts';
import { PersonPhoto } from './person-photo.tsx';
import { personQuery } from './person-queries.ts';
import { photoQuery } from './photo-queries.ts';
import { useTexts } from './photo-texts.ts';

type Problem = 'not_readable' | 'too_small';

/** The school's photo of one person; admins change it here. */
export function PhotoDialog({
  person,
  onClose,
}: {
  person: Pick<Person, 'id' | 'name' | 'has_photo'>;
  onClose: () => void;
}) {
  const t = useTexts();
  const me = useMe();
  const canSet = useMay('students:write');
  const { id, name } = person;
  const [hasPhoto, setHasPhoto] = useState(person.has_photo);
  const [problem, setProblem] = useState<Problem | null>(null);
  const [isDeleting, setIsDeleting] = useState(false);
  const photo = useQuery({ ...photoQuery(id), enabled: hasPhoto }).data;
  const client = useQueryClient();
  const save = useCommand((body: SmallPhoto) => callOrThrow(setPhoto, { params: { id }, body }), {
    refresh: [peopleKeys.all, personQuery(id).queryKey, photoQuery(id).queryKey],
    onDone: () => {
      setHasPhoto(true);
      showToast(t('saved', { name }));
    },
  });
  const remove = useCommand((_: undefined) => callOrThrow(deletePhoto, { params: { id } }), {
    refresh: [peopleKeys.all, personQuery(id).queryKey],
    onDone: () => {
      client.removeQueries({ queryKey: photoQuery(id).queryKey });
      setHasPhoto(false);
      setIsDeleting(false);
      showToast(t('deleted', { name }));
    },
  });
  async function choose(file: File) {
    const outcome = await makeSmallPhoto(file);
    setProblem(outcome.kind === 'made' ? null : outcome.kind);
    if (outcome.kind === 'made') save.run(outcome.photo);
  }
  if (isDeleting) {
    return (
      <ConfirmDialog
        title={t('deleteQuestion', { name })}
        description={t('explained')}
        confirmLabel={t('delete')}
        look="danger"
        isBusy={remove.isBusy}
        failure={remove.failure}
        onConfirm={() => remove.run(undefined)}
        onClose={() => setIsDeleting(false)}
      />
    );
  }
  return (
    <Dialog isOpen onClose={onClose} title={t('title', { name })} description={t('explained')}>
      <div className="space-y-4">
        <PersonPhoto personId={id} name={name} hasPhoto={hasPhoto} />
        {hasPhoto && photo && (
          <p className="text-sm text-ink-soft">
            {t(photo.added_by ? 'addedBy' : 'added', {
              date: formatDayTime(photo.added_at, me.school.time_zone),
              name: photo.added_by ?? '',
            })}
          </p>
        )}
        {problem && (
          <Notice tone="bad" isLive>
            {t(problem === 'too_small' ? 'tooSmall' : 'notReadable')}
          </Notice>
        )}
        {save.failure && <FailureNotice failure={save.failure} />}
        {canSet && <ChooseFile isReplacing={hasPhoto} isBusy={save.isBusy} onChoose={choose} />}
        {canSet && hasPhoto && (
          <Button look="secondary" onClick={() => setIsDeleting(true)}>
            {t('delete')}
          </Button>
        )}
      </div>
    </Dialog>
  );
}

function ChooseFile({
  isReplacing,
  isBusy,
  onChoose,
}: {
  isReplacing: boolean;
  isBusy: boolean;
  onChoose: (file: File) => Promise<void>;
}) {
  const t = useTexts();
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <label htmlFor={id} className="font-medium">
        {t(isReplacing ? 'replace' : 'choose')}
      </label>
      <input
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        disabled={isBusy}
        aria-describedby={`${id}-hint`}
        className={controlClasses}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void onChoose(file);
          event.target.value = '';
        }}
      />
      <p id={`${id}-hint`} className="text-sm text-ink-soft">
        {t('chooseHint')}
      </p>
    </div>
  );
}
