import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { playCue } from '#lib/cue.ts';
import { formatNumber } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { Spinner } from '#ui/spinner.tsx';
import { CameraChoice } from './camera-choice.tsx';
import { CaptureRing } from './capture-ring.tsx';
import { SoundSwitch } from './sound-switch.tsx';
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
  turn = null,
  help,
  onStop,
  onCamera,
  otherWay,
}: {
  video: RefObject<HTMLVideoElement | null>;
  /** Null while the camera opens. */
  instruction: string | null;
  taken: number;
  wanted: number;
  isGood: boolean;
  /** To which side the head is to be turned, as the person sees it in the mirror of the picture. */
  turn?: 'left' | 'right' | null;
  /** Stands right below the instruction, so that a small phone shows it. */
  help?: ReactNode;
  onStop: () => void;
  /** Another camera was chosen: begin again with that one. */
  onCamera: () => void;
  /** Stands beside the way out. */
  otherWay?: ReactNode;
}) {
  const t = useTexts();
  const loading = useFaceLoading();
  const waiting =
    loading.kind === 'loading' && loading.totalBytes > 0
      ? t('stage.loading', { loaded: toMegabytes(loading.loadedBytes), total: toMegabytes(loading.totalBytes) })
      : t('stage.opening');
  const shown = instruction ?? waiting;
  const spoken = useSettled(instruction ?? t('stage.opening'));
  useEffect(() => {
    if (taken > 0) playCue(taken === wanted ? 'done' : 'taken');
  }, [taken, wanted]);
  useEffect(() => {
    if (turn !== null) playCue('turn');
  }, [turn]);
  return (
    <div className="flex flex-col items-center gap-2">
      <div className="relative aspect-[4/5] w-full max-w-[15rem] sm:max-w-[18rem]">
        <div className="absolute inset-3 overflow-hidden rounded-[50%] bg-sunken">
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
        <CaptureRing taken={taken} wanted={wanted} isGood={isGood} />
        {turn !== null && <TurnArrow to={turn} />}
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
      {help}
      <p className="text-sm text-ink-soft" aria-live="polite">
        {instruction !== null && t('stage.progress', { taken, wanted })}
      </p>
      <p className="text-center text-sm text-ink-soft">{t('stage.private')}</p>
      <div className="flex flex-wrap items-center justify-center gap-x-4">
        <CameraChoice onChange={onCamera} />
        <SoundSwitch />
        <Button look="quiet" onClick={onStop}>
          {t('stage.stop')}
        </Button>
        {otherWay}
      </div>
    </div>
  );
}

/** One digit behind the point. */
function toMegabytes(bytes: number): string {
  return formatNumber(bytes / 1e6, { minimumFractionDigits: 1, maximumFractionDigits: 1 });
}

/** The body has one left and one right, in whichever direction the words run. */
function TurnArrow({ to }: { to: 'left' | 'right' }) {
  const Icon = to === 'left' ? ArrowLeft : ArrowRight;
  return (
    <span
      aria-hidden="true"
      className={classes(
        'absolute top-1/2 grid size-14 -translate-y-1/2 place-items-center rounded-full bg-brand text-on-brand motion-safe:animate-pulse',
        to === 'left' ? '-left-4' : '-right-4',
      )}
    >
      <Icon className="size-8" strokeWidth={3} />
    </span>
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
