import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Spinner } from '#ui/spinner.tsx';
import { useTexts } from './texts.ts';
import { useFaceLoading } from './warm-face.ts';

/** Guidance may change with every picture; a screen reader hears what has stood for this long, milliseconds. */
const SPOKEN_AFTER_MS = 700;

/** The camera's picture in a ring that fills with each picture taken, and one sentence that says what to do. */
export function FaceStage({
  video,
  instruction,
  taken,
  wanted,
  isGood,
  onStop,
  otherWay,
}: {
  video: RefObject<HTMLVideoElement | null>;
  /** Null while the camera opens. */
  instruction: string | null;
  taken: number;
  wanted: number;
  isGood: boolean;
  onStop: () => void;
  /** Stands beside the way out. */
  otherWay?: ReactNode;
}) {
  const t = useTexts();
  const loading = useFaceLoading();
  const waiting =
    loading.kind === 'loading'
      ? t('stage.loading', { percent: `${Math.round(loading.share * 100)} %` })
      : t('stage.opening');
  const shown = instruction ?? waiting;
  const spoken = useSettled(instruction ?? t('stage.opening'));
  return (
    <div className="flex flex-col items-center gap-2">
      <div className="relative aspect-square w-full max-w-[17rem] sm:max-w-[21rem]">
        <div className="absolute inset-3 overflow-hidden rounded-full bg-sunken">
          <video
            ref={video}
            className="size-full -scale-x-100 object-cover"
            muted
            playsInline
            aria-label={t('stage.preview')}
          />
          {instruction === null && (
            <div className="absolute inset-0 grid place-items-center text-brand">
              <Spinner className="size-10" />
            </div>
          )}
        </div>
        <Ring share={wanted > 0 ? taken / wanted : 0} isGood={isGood} />
      </div>
      <p
        className="grid min-h-14 place-items-center text-center text-xl font-semibold text-balance"
        data-testid="instruction"
      >
        {shown}
      </p>
      <p role="status" className="sr-only">
        {spoken}
      </p>
      <p className="text-sm text-ink-soft" aria-live="polite">
        {instruction !== null && t('stage.progress', { taken, wanted })}
      </p>
      <div className="flex flex-wrap justify-center gap-x-4">
        <Button look="quiet" onClick={onStop}>
          {t('stage.stop')}
        </Button>
        {otherWay}
      </div>
    </div>
  );
}

function Ring({ share, isGood }: { share: number; isGood: boolean }) {
  const around = 2 * Math.PI * 48;
  return (
    <svg viewBox="0 0 100 100" className="absolute inset-0 size-full -rotate-90" aria-hidden="true" fill="none">
      <circle cx="50" cy="50" r="48" strokeWidth="2.5" className={isGood ? 'stroke-brand-soft' : 'stroke-line'} />
      <circle
        cx="50"
        cy="50"
        r="48"
        strokeWidth="3.5"
        strokeLinecap="round"
        className="stroke-brand transition-[stroke-dashoffset] duration-300"
        strokeDasharray={around}
        strokeDashoffset={around * (1 - share)}
        opacity={share > 0 ? 1 : 0}
      />
    </svg>
  );
}

function useSettled(value: string): string {
  const [settled, setSettled] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), SPOKEN_AFTER_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
