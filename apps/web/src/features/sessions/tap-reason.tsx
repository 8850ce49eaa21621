import { zodResolver } from '@hookform/resolvers/zod';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { z } from 'zod';
import { Button } from '#ui/button.tsx';
import { Dialog } from '#ui/dialog.tsx';
import { Form } from '#ui/form.tsx';
import { FormButtons } from '#ui/form-buttons.tsx';
import { keepLastReason, readLastReason } from './last-reason.ts';
import { ReasonField } from './reason-field.tsx';
import { reason as reasonRule } from './reason-form.ts';
import { useRosterTexts } from './roster-texts.ts';

const Rules = z.object({ reason: reasonRule });

/** What a mark by one tap says as its reason, and the way to another one. */
export function TapReason() {
  const r = useRosterTexts();
  const [isOpen, setIsOpen] = useState(false);
  const [reason, setReason] = useState(readLastReason);
  const { register, handleSubmit, setValue, formState } = useForm({
    resolver: zodResolver(Rules),
    values: { reason },
  });
  return (
    <p className="flex flex-wrap items-center gap-x-2 text-ink-soft">
      <span className="min-w-0 wrap-anywhere">{r('tap.explained', { reason })}</span>
      <Button look="quiet" onClick={() => setIsOpen(true)}>
        {r('tap.change')}
      </Button>
      {isOpen && (
        <Dialog isOpen onClose={() => setIsOpen(false)} title={r('tap.title')}>
          <Form
            failure={null}
            onSubmit={handleSubmit((form) => {
              keepLastReason(form.reason);
              setReason(form.reason);
              setIsOpen(false);
            })}
          >
            <ReasonField
              error={formState.errors.reason?.message}
              input={register('reason')}
              onChoose={(chosen) => setValue('reason', chosen, { shouldValidate: true })}
            />
            <FormButtons submitLabel={r('tap.keep')} isBusy={false} onCancel={() => setIsOpen(false)} />
          </Form>
        </Dialog>
      )}
    </p>
  );
}
