import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { useTexts } from './texts.ts';

/** What staff say to the first question; `unknown` is somebody who decides from elsewhere. */
export type Seen = 'yes' | 'no' | 'unknown';

/** The first question while the class is open: who has looked at evidence first sees what they expect to see. */
export function RoomQuestion({
  name,
  answer,
  onAnswer,
  onAgain,
}: {
  name: string;
  answer?: Seen;
  onAnswer: (seen: Seen) => void;
  onAgain?: () => void;
}) {
  const t = useTexts();
  if (answer !== undefined) {
    return (
      <div className="flex flex-wrap items-center justify-between gap-2 rounded-2xl bg-info-soft px-4 py-2">
        <p role="status" className="font-medium">
          {t(`mark.answered.${answer}`, { name })}
        </p>
        <Button look="quiet" onClick={onAgain}>
          {t('mark.answerAgain')}
        </Button>
      </div>
    );
  }
  return (
    <Card title={t('mark.question', { name })}>
      <p className="mb-4 text-ink-soft">{t('mark.questionHint')}</p>
      <div className="grid gap-2 sm:grid-cols-3">
        <Button onClick={() => onAnswer('yes')}>{t('mark.yes')}</Button>
        <Button look="secondary" onClick={() => onAnswer('no')}>
          {t('mark.no')}
        </Button>
        <Button look="secondary" onClick={() => onAnswer('unknown')}>
          {t('mark.cannotSay')}
        </Button>
      </div>
    </Card>
  );
}
