import { createStream, type SchoolClass, type Stream, updateStream } from '@hadir/contract/structure.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { showToast } from '#ui/toast.tsx';
import { classesQuery } from './structure-queries.ts';
import { text, useTexts } from './texts.ts';

const isCapacity = (value: string) =>
  /^\d{1,4}$/.test(value.trim()) && createStream.body.shape.capacity.safeParse(Number(value)).success;

const StreamForm = z.object({
  name: z.string().refine((name) => createStream.body.shape.name.safeParse(name).success, {
    error: () => text('form.needName'),
  }),
  capacity: z.string().refine(isCapacity, { error: () => text('form.needCapacity') }),
});
type StreamForm = z.infer<typeof StreamForm>;

/** Adds a stream to a class, or changes the name and the capacity of one. */
export function StreamDialog({
  schoolClass,
  stream,
  onClose,
}: {
  schoolClass: SchoolClass;
  stream: Stream | null;
  onClose: () => void;
}) {
  const t = useTexts();
  const { register, handleSubmit, formState } = useForm<StreamForm>({
    resolver: zodResolver(StreamForm),
    defaultValues: { name: stream?.name ?? '', capacity: String(stream?.capacity ?? 40) },
  });
  const { errors } = formState;
  const save = useCommand(
    (form: StreamForm) => {
      const body = { name: form.name.trim(), capacity: Number(form.capacity) };
      return stream
        ? callOrThrow(updateStream, { params: { id: stream.id }, body })
        : callOrThrow(createStream, { params: { id: schoolClass.id }, body });
    },
    {
      refresh: [classesQuery.queryKey],
      onDone: (_, { name }) => {
        showToast(t(stream ? 'changed' : 'made', { name: name.trim() }));
        onClose();
      },
    },
  );
  const isTaken = isRefused(save.failure, 'already_exists');
  const isTooSmall = isRefused(save.failure, 'not_possible_now');
  return (
    <Dialog isOpen onClose={onClose} title={t(stream ? 'form.changeStream' : 'addStream')}>
      <Form failure={isTaken || isTooSmall ? null : save.failure} onSubmit={handleSubmit((form) => save.run(form))}>
        <TextField
          label={t('name')}
          hint={t('form.streamHint')}
          error={errors.name?.message ?? (isTaken ? t('form.taken') : undefined)}
          {...register('name')}
        />
        <TextField
          label={t('capacity')}
          hint={t('form.capacityHint')}
          inputMode="numeric"
          error={
            errors.capacity?.message ??
            (isTooSmall && stream ? t('form.tooSmall', { count: stream.students }) : undefined)
          }
          {...register('capacity')}
        />
        <FormButtons submitLabel={t(stream ? 'form.save' : 'form.add')} isBusy={save.isBusy} onCancel={onClose} />
      </Form>
    </Dialog>
  );
}
