import { CircleCheck } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from '#ui/button.tsx';
import type { Receipt } from './room-receipt.ts';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** A scan that counts for some minutes, and the one button for it. */
export function ScanKept({ receipt, onMark, onOver }: { receipt: Receipt; onMark: () => void; onOver: () => void }) {
  const t = useTexts();
  const left = Math.max(0, Math.ceil((receipt.expiresAt - useNow()) / 1000));
  useEffect(() => {
    if (left === 0) onOver();
  }, [left, onOver]);
  return (
    <div className="space-y-4 text-center">
      <CircleCheck className="mx-auto size-12 text-good" aria-hidden="true" />
      <h2 className="text-xl font-semibold">{t('scan.kept_title')}</h2>
      <p className="text-ink-soft">{t('scan.mark_text')}</p>
      <Button size="large" onClick={onMark}>
        {t('scan.mark')}
      </Button>
      <p role="timer" className="text-ink-soft tabular-nums">
        {t('scan.left', { minutes: Math.floor(left / 60), seconds: String(left % 60).padStart(2, '0') })}
      </p>
    </div>
  );
}
