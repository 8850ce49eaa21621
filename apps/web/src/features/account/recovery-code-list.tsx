import { Copy } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Notice } from '#ui/notice.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './security-texts.ts';

/** Shown once: they are gone when the dialog closes. */
export function RecoveryCodeList({ codes, onKept }: { codes: string[]; onKept: () => void }) {
  const t = useTexts();
  const [isKept, setIsKept] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(codes.join('\n'));
      showToast(t('codes.copied'));
    } catch {
      showToast(t('codes.not_copied'));
    }
  }
  return (
    <div className="space-y-4">
      <Notice tone="warn">{t('codes.once')}</Notice>
      <ol className="grid gap-1 rounded-xl bg-sunken p-3 font-mono sm:grid-cols-2" dir="ltr">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ol>
      <Button look="secondary" icon={<Copy className="size-5" />} onClick={() => void copy()}>
        {t('codes.copy')}
      </Button>
      <CheckboxField label={t('codes.kept')} checked={isKept} onChange={(event) => setIsKept(event.target.checked)} />
      <Button size="large" disabled={!isKept} onClick={onKept}>
        {t('codes.close')}
      </Button>
    </div>
  );
}
