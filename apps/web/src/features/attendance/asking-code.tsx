import { type FormEvent, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { answerRoomCode } from './ask-room-code.ts';
import { RoomCodeField } from './room-code-field.tsx';
import { useTexts } from './texts.ts';

/** The face is seen; the code on the screen makes the mark surer, and is optional. */
export function AskingCode() {
  const t = useTexts();
  const [code, setCode] = useState('');
  const [isWrong, setIsWrong] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    const isComplete = /^\d{6}$/.test(code);
    setIsWrong(!isComplete);
    if (isComplete) answerRoomCode(code);
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <h2 className="text-xl font-semibold">{t('asked_code.title')}</h2>
      <p className="text-ink-soft">{t('asked_code.text')}</p>
      <RoomCodeField code={code} onCode={setCode} error={isWrong ? t('room_code.invalid') : undefined} />
      <Button type="submit" size="large">
        {t('asked_code.send')}
      </Button>
      <Button look="quiet" className="w-full" onClick={() => answerRoomCode(null)}>
        {t('asked_code.skip')}
      </Button>
    </form>
  );
}
