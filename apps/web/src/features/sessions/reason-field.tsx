import type { UseFormRegisterReturn } from 'react-hook-form';
import { Button } from '#ui/button.tsx';
import { type FieldProps, TextField } from '#ui/field.tsx';
import { useRosterTexts } from './roster-texts.ts';
import { useTexts } from './texts.ts';

const common = ['seen', 'phoneEmpty', 'noPhone', 'cameLate', 'letter', 'sickNote'] as const;

type Props = Pick<FieldProps, 'error'> & {
  input: UseFormRegisterReturn;
  onChoose: (reason: string) => void;
};

/** Why something is marked by hand; what is said often is at hand. */
export function ReasonField({ error, input, onChoose }: Props) {
  const t = useTexts();
  const r = useRosterTexts();
  return (
    <>
      <TextField label={t('byHand.reason')} hint={t('byHand.reasonHint')} error={error} maxLength={500} {...input} />
      <fieldset className="flex flex-wrap gap-2">
        <legend className="sr-only">{r('reason.common')}</legend>
        {common.map((name) => (
          <Button key={name} look="secondary" onClick={() => onChoose(r(`reason.${name}`))}>
            {r(`reason.${name}`)}
          </Button>
        ))}
      </fieldset>
    </>
  );
}
