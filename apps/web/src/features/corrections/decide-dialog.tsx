import { line } from '@hadir/contract/field.ts';
import { zodResolver } from '@hookform/resolvers/zod';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import type { Failure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { text, useTexts } from './texts.ts';

const Rules = z.object({
  reason: z.string().refine((value) => line(3, 500).safeParse(value).success, { error: () => text('ask.needReason') }),
});

export type Decision = { decision: 'accept' | 'refuse'; reason: string };

type Props = {
  decision: Decision['decision'];
  title: string;
  explained: string;
  isBusy: boolean;
  failure: Failure | null;
  onDecide: (decision: Decision) => void;
  onClose: () => void;
};

/** Asks for the reason of a decision; common ones are at hand. */
export function DecideDialog({ decision, title, explained, isBusy, failure, onDecide, onClose }: Props) {
  const t = useTexts();
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(Rules),
    defaultValues: { reason: '' },
  });
  const common = decision === 'accept' ? (['seen', 'proof'] as const) : (['notSeen', 'noProof'] as const);
  return (
    <Dialog isOpen onClose={onClose} title={title} description={explained}>
      <Form failure={failure} onSubmit={handleSubmit(({ reason }) => onDecide({ decision, reason }))}>
        <TextField
          label={t('decide.reason')}
          hint={t('decide.reasonHint')}
          error={formState.errors.reason?.message}
          maxLength={500}
          {...register('reason')}
        />
        <div className="flex flex-wrap gap-2">
          {common.map((name) => (
            <Button
              key={name}
              look="secondary"
              onClick={() => setValue('reason', t(`decide.${name}`), { shouldValidate: true })}
            >
              {t(`decide.${name}`)}
            </Button>
          ))}
        </div>
        <FormButtons
          submitLabel={t(`decide.${decision}`)}
          look={decision === 'refuse' ? 'danger' : 'primary'}
          isBusy={isBusy}
          onCancel={onClose}
        />
      </Form>
    </Dialog>
  );
}
