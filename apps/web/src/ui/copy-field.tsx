import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';
import { useTexts } from './copy-texts.ts';
import { controlClasses, Field } from './field.tsx';

const SHOWN_MS = 3_000;

/** A text to take along. Where the clipboard is closed to us the text is selected instead. */
export function CopyField({ label, value, isLarge = false }: { label: string; value: string; isLarge?: boolean }) {
  const t = useTexts();
  const [outcome, setOutcome] = useState<'copied' | 'selected' | null>(null);

  useEffect(() => {
    if (outcome !== 'copied') return;
    const timer = setTimeout(() => setOutcome(null), SHOWN_MS);
    return () => clearTimeout(timer);
  }, [outcome]);

  async function copy(id: string) {
    try {
      await navigator.clipboard.writeText(value);
      setOutcome('copied');
    } catch {
      const input = document.getElementById(id);
      if (input instanceof HTMLInputElement) input.select();
      setOutcome('selected');
    }
  }

  return (
    <Field label={label}>
      {(wiring) => (
        <div className="flex gap-2">
          <input
            {...wiring}
            readOnly
            value={value}
            onFocus={(event) => event.target.select()}
            className={`${controlClasses} font-mono ${isLarge ? 'text-xl tracking-widest' : ''}`}
          />
          <Button
            look="secondary"
            className="shrink-0"
            icon={outcome === 'copied' ? <Check className="size-5" /> : <Copy className="size-5" />}
            onClick={() => void copy(wiring.id)}
          >
            {t('copy')}
          </Button>
          <span role="status" className={outcome === 'selected' ? 'text-sm' : 'sr-only'}>
            {outcome && t(outcome)}
          </span>
        </div>
      )}
    </Field>
  );
}
