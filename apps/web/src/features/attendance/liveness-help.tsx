import type { LivenessStep } from '@hadir/contract/liveness.ts';
import { Eye, type LucideIcon, MoveLeft, MoveRight, ZoomIn, ZoomOut } from 'lucide-react';
import { useEffect } from 'react';
import type { LivenessCue } from '#face/liveness-run.ts';
import { playCue } from '#lib/cue.ts';
import { Button } from '#ui/button.tsx';
import { wishStep } from './liveness-wish.ts';
import { useTexts } from './texts.ts';

const icons: Record<LivenessStep, LucideIcon> = {
  turn_left: MoveLeft,
  turn_right: MoveRight,
  blink: Eye,
  come_closer: ZoomIn,
  move_back: ZoomOut,
};

/** Which of the steps it is, and the ways on for who cannot do it: nobody has to. */
export function LivenessHelp({ cue }: { cue: LivenessCue }) {
  const t = useTexts();
  const { step, phase, number, of, isLate } = cue;
  useEffect(() => {
    // A turn has its cue with the arrow beside the picture.
    if (phase === 'return') playCue('taken');
    else if (!step.startsWith('turn')) playCue('turn');
  }, [step, phase]);
  const Icon = icons[step];
  return (
    <div className="space-y-2 text-center" data-testid="liveness">
      <p className="flex items-center justify-center gap-2 text-sm text-ink-soft">
        <Icon className="size-5 text-brand" aria-hidden="true" />
        {t('liveness.progress', { number, of })}
      </p>
      {isLate && (
        <p className="text-ink-soft" aria-live="polite">
          {t(`liveness.help.${step}`)}
        </p>
      )}
      <div className="flex flex-wrap justify-center gap-2">
        <Button look="secondary" onClick={() => wishStep('another')}>
          {t('liveness.another')}
        </Button>
        <Button look="quiet" onClick={() => wishStep('without')}>
          {t('liveness.without')}
        </Button>
      </div>
      <p className="text-sm text-ink-soft">{t('liveness.without_text')}</p>
    </div>
  );
}
