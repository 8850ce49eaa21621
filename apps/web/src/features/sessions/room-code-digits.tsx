import { useTexts } from './texts.ts';
import { useSecondsLeft } from './use-room-code.ts';

/** In two groups of three for the eye, digit by digit for the ear. */
export function Digits({ code, className }: { code: string; className: string }) {
  const t = useTexts();
  return (
    <p className={`font-mono leading-none font-bold tracking-wider whitespace-nowrap tabular-nums ${className}`}>
      <span className="sr-only">{t('code.spoken', { digits: [...code].join(' ') })}</span>
      <span aria-hidden="true">{code.slice(0, 3)}</span>
      <span aria-hidden="true" className="ms-[0.35em]">
        {code.slice(3)}
      </span>
    </p>
  );
}

/** A step of the room code, seconds; the bar is full at its start. */
const STEP_S = 15;

/** How long this code stands, as a bar and in words. `isDark`: on the black of the board. */
export function Countdown({ expiresAt, isDark = false }: { expiresAt: string; isDark?: boolean }) {
  const t = useTexts();
  const seconds = useSecondsLeft(expiresAt);
  return (
    <div className="mt-3">
      <div className={`h-2 overflow-hidden rounded-full ${isDark ? 'bg-on-stage/25' : 'bg-sunken'}`} aria-hidden="true">
        <div
          className={`h-full origin-left rounded-full transition-transform duration-300 ease-linear rtl:origin-right ${isDark ? 'bg-on-stage' : 'bg-brand'}`}
          style={{ transform: `scaleX(${Math.min(1, seconds / STEP_S)})` }}
        />
      </div>
      <p className={`mt-1 tabular-nums ${isDark ? 'text-on-stage-soft' : 'text-ink-soft'}`}>
        {seconds > 0 ? t('code.changesIn', { count: seconds }) : t('code.changing')}
      </p>
    </div>
  );
}
