import { Button } from './button.tsx';
import { useTexts } from './texts.ts';

/** The end of a form in a dialog: away from it, or on. */
export function FormButtons({
  submitLabel,
  look = 'primary',
  isBusy,
  isDisabled = false,
  onCancel,
}: {
  submitLabel: string;
  look?: 'primary' | 'danger';
  isBusy: boolean;
  isDisabled?: boolean;
  onCancel: () => void;
}) {
  const t = useTexts();
  return (
    <div className="flex flex-col-reverse gap-2 pt-1 sm:flex-row sm:justify-end">
      <Button look="secondary" onClick={onCancel}>
        {t('cancel')}
      </Button>
      <Button type="submit" look={look} isBusy={isBusy} disabled={isDisabled}>
        {submitLabel}
      </Button>
    </div>
  );
}
