import { lazy, Suspense, useEffect, useState } from 'react';
import { onStepUpNeeded } from '#lib/api.ts';
import { textsReady } from '#lib/i18n.ts';

/** Few people meet it in a day: it comes when it is asked for. */
const StepUpDialog = lazy(async () => {
  const { StepUpDialog: Asked } = await import('./step-up-dialog.tsx');
  await textsReady();
  return { default: Asked };
});

/** Asks for the password or the second factor when a call wants it; calls at the same time share one question. */
export function StepUpOutlet() {
  const [answer, setAnswer] = useState<{ give: (isGiven: boolean) => void } | null>(null);
  useEffect(() => {
    let asked: Promise<boolean> | null = null;
    return onStepUpNeeded(() => {
      asked ??= new Promise<boolean>((resolve) => {
        setAnswer({
          give: (isGiven) => {
            asked = null;
            setAnswer(null);
            resolve(isGiven);
          },
        });
      });
      return asked;
    });
  }, []);
  if (!answer) return null;
  return (
    <Suspense>
      <StepUpDialog onAnswer={answer.give} />
    </Suspense>
  );
}
