import { controlClasses, Field } from '#ui/field.tsx';
import { useTexts } from './texts.ts';

/** Takes six digits and nothing else. */
export function RoomCodeField({
  code,
  onCode,
  error,
}: {
  code: string;
  onCode: (code: string) => void;
  error: string | undefined;
}) {
  const t = useTexts();
  return (
    <Field label={t('room_code.label')} error={error}>
      {(wiring) => (
        <input
          {...wiring}
          className={`${controlClasses} text-center font-mono text-3xl tracking-[0.3em]`}
          value={code}
          onChange={(event) => onCode(event.target.value.replace(/\D/g, '').slice(0, 6))}
          inputMode="numeric"
          autoComplete="one-time-code"
          dir="ltr"
        />
      )}
    </Field>
  );
}
