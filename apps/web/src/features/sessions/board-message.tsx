import type { ReactNode } from 'react';
import { describeFailure, type Failure } from '#lib/failure.ts';
import { Button } from '#ui/button.tsx';
import { useTexts } from './texts.ts';

type Props = { children: ReactNode } | { failure: Failure; onRetry: () => void };

/** What a whole room reads where there is no code. */
export function BoardMessage(props: Props) {
  const t = useTexts();
  const isFailure = 'failure' in props;
  return (
    <div className="grid flex-1 place-content-center justify-items-center gap-4 p-6 text-center text-2xl font-semibold sm:text-4xl">
      <p role={isFailure ? 'alert' : 'status'}>{isFailure ? describeFailure(props.failure) : props.children}</p>
      {isFailure && (
        <Button look="secondary" onClick={props.onRetry}>
          {t('board.retry')}
        </Button>
      )}
    </div>
  );
}
