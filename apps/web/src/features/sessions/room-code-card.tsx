import type { Roster } from '@hadir/contract/sessions.ts';
import { Presentation } from 'lucide-react';
import { useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { FullScreenDialog } from '#ui/full-screen-dialog.tsx';
import { useTexts } from './texts.ts';
import { useSecondsLeft } from './use-room-code.ts';

type RoomCode = NonNullable<Roster['room_code']>;

/** The code for those who mark without a face, small beside the roster or as large as the wall. */
export function RoomCodeCard({ code, roster }: { code: RoomCode; roster: Roster }) {
  const t = useTexts();
  const [isProjected, setIsProjected] = useState(false);
  const { counts, session, items } = roster;
  return (
    <Card title={t('code.heading')}>
      <Digits code={code.code} className="text-5xl" />
      <Countdown expiresAt={code.expires_at} />
      <p className="mt-2 hidden text-sm text-ink-soft sm:block">{t('code.explained')}</p>
      <Button
        look="secondary"
        className="mt-3 w-full"
        icon={<Presentation className="size-5" aria-hidden="true" />}
        onClick={() => setIsProjected(true)}
      >
        {t('code.project')}
      </Button>
      {isProjected && (
        <FullScreenDialog
          title={t('code.projectTitle', { title: session.title })}
          onClose={() => setIsProjected(false)}
        >
          <div className="flex flex-1 flex-col items-center justify-center gap-[3vh] text-center">
            <Digits code={code.code} className="text-[min(20vw,45vh)]" />
            <div className="w-full max-w-3xl text-xl sm:text-3xl">
              <Countdown expiresAt={code.expires_at} />
            </div>
            <p className="max-w-4xl text-lg text-ink-soft sm:text-2xl">{t('code.howTo')}</p>
            <p className="text-2xl font-semibold sm:text-4xl">
              {t('code.done', { present: counts.present, all: items.length })}
            </p>
          </div>
        </FullScreenDialog>
      )}
    </Card>
  );
}

/** In two groups of three for the eye, digit by digit for the ear. */
function Digits({ code, className }: { code: string; className: string }) {
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

function Countdown({ expiresAt }: { expiresAt: string }) {
  const t = useTexts();
  const seconds = useSecondsLeft(expiresAt);
  return (
    <div className="mt-3">
      <div className="h-2 overflow-hidden rounded-full bg-sunken" aria-hidden="true">
        <div
          className="h-full origin-left rounded-full bg-brand transition-transform duration-300 ease-linear rtl:origin-right"
          style={{ transform: `scaleX(${Math.min(1, seconds / STEP_S)})` }}
        />
      </div>
      <p className="mt-1 text-ink-soft tabular-nums">
        {seconds > 0 ? t('code.changesIn', { count: seconds }) : t('code.changing')}
      </p>
    </div>
  );
}
