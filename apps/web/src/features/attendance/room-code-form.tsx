import { QrCode } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { RoomCodeField } from './room-code-field.tsx';
import { useTexts } from './texts.ts';

/** Six digits typed from the screen, or the way to the camera. */
export function RoomCodeForm({
  code,
  onCode,
  onSubmit,
  onScan,
}: {
  code: string;
  onCode: (code: string) => void;
  onSubmit: () => void;
  onScan: () => void;
}) {
  const t = useTexts();
  const [isWrong, setIsWrong] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const isComplete = /^\d{6}$/.test(code);
    setIsWrong(!isComplete);
    if (isComplete) onSubmit();
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <p className="text-ink-soft">{t('room_code.intro')}</p>
      <RoomCodeField code={code} onCode={onCode} error={isWrong ? t('room_code.invalid') : undefined} />
      <Button type="submit" size="large">
        {t('room_code.submit')}
      </Button>
      <Button look="secondary" size="large" icon={<QrCode className="size-6" aria-hidden="true" />} onClick={onScan}>
        {t('room_code.scan')}
      </Button>
    </form>
  );
}
