import type { Roster } from '@hadir/contract/sessions.ts';
import { ArrowLeft, Expand, Eye, EyeOff, UsersRound } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { toFailure } from '#lib/failure.ts';
import { LoadingState } from '#ui/states.tsx';
import { BoardMessage } from './board-message.tsx';
import { LatestNames } from './latest-names.tsx';
import { Countdown, Digits } from './room-code-digits.tsx';
import { RoomCodeQr } from './room-code-qr.tsx';
import { noteShown } from './room-code-screen.ts';
import { useRosterTexts } from './roster-texts.ts';
import { useTexts } from './texts.ts';
import { useLiveRoster } from './use-live-roster.ts';

/** The room code for a whole room: black, so that it is read in the dark and blinds nobody; no names. */
export default function BoardPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const { query } = useLiveRoster(id);
  const roster = query.data;
  const isOpen = roster?.session.phase === 'open';
  useShown(id, isOpen);
  return (
    <main className="flex min-h-dvh flex-col bg-stage text-on-stage">
      <Bar id={id} title={roster?.session.title ?? t('roster.pageTitle')} />
      {roster?.room_code ? (
        <Board roster={roster} code={roster.room_code} isStale={query.isError} />
      ) : roster ? (
        <BoardMessage>
          {t(roster.session.phase === 'open' ? 'board.closed' : `board.${roster.session.phase}`)}
        </BoardMessage>
      ) : query.isError ? (
        <BoardMessage failure={toFailure(query.error)} onRetry={() => void query.refetch()} />
      ) : (
        <LoadingState />
      )}
    </main>
  );
}

/** While the board is up the marks are asked for the code, and the screen stays awake. */
function useShown(id: string, isOpen: boolean): void {
  useEffect(() => {
    if (!isOpen) return;
    const leave = noteShown(id);
    // Refused without harm, as on a battery that runs out.
    const lock = navigator.wakeLock?.request('screen').catch(() => null);
    window.addEventListener('pagehide', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      void lock?.then((held) => held?.release());
      leave();
    };
  }, [id, isOpen]);
}

function Bar({ id, title }: { id: string; title: string }) {
  const t = useTexts();
  return (
    <header className="flex flex-wrap items-center justify-between gap-2 p-3 sm:p-5">
      <h1 className="min-w-0 text-lg font-semibold break-words sm:text-2xl">{title}</h1>
      <nav className="flex gap-1" aria-label={t('board.actions')}>
        <button
          type="button"
          className={barButton}
          onClick={() => void document.documentElement.requestFullscreen?.().catch(() => null)}
        >
          <Expand className="size-5" aria-hidden="true" />
          {t('board.fullScreen')}
        </button>
        <Link to={`/sessions/${id}`} className={barButton}>
          <ArrowLeft className="size-5 rtl:-scale-x-100" aria-hidden="true" />
          {t('board.back')}
        </Link>
      </nav>
    </header>
  );
}

const barButton =
  'inline-flex min-h-11 items-center gap-2 rounded-xl px-3 font-medium text-on-stage-soft hover:bg-on-stage/15 hover:text-on-stage';

function Board({
  roster,
  code,
  isStale,
}: {
  roster: Roster;
  code: NonNullable<Roster['room_code']>;
  isStale: boolean;
}) {
  const t = useTexts();
  const { counts, items } = roster;
  const r = useRosterTexts();
  const [isCounted, setIsCounted] = useState(true);
  const [isNamed, setIsNamed] = useState(false);
  return (
    <div className="flex flex-1 flex-col items-center justify-center gap-[3vh] p-4 pb-8 text-center">
      <div className="grid w-full max-w-7xl flex-1 items-center justify-items-center gap-6 landscape:grid-cols-[auto_1fr]">
        <RoomCodeQr link={code.link} className="w-[min(84vw,46vh)] rounded-2xl landscape:w-[min(42vw,62vh)]" />
        <div className="w-full space-y-[3vh]">
          <Digits code={code.code} className="text-[min(18vw,24vh)] landscape:text-[min(9vw,30vh)]" />
          <div className="mx-auto w-full max-w-xl text-lg sm:text-2xl">
            <Countdown expiresAt={code.expires_at} isDark />
          </div>
          <p className="mx-auto max-w-2xl text-base text-on-stage-soft sm:text-2xl">{t('board.howTo')}</p>
        </div>
      </div>
      {isNamed && <LatestNames items={items} />}
      {isStale && <Told>{t('roster.stale')}</Told>}
      <div className="flex flex-wrap items-center justify-center gap-2">
        {isCounted && (
          <p className="text-2xl font-semibold sm:text-5xl">
            {t('board.counts', { present: counts.present, pending: counts.pending, all: items.length })}
          </p>
        )}
        <button type="button" className={barButton} onClick={() => setIsCounted(!isCounted)}>
          {isCounted ? <EyeOff className="size-5" aria-hidden="true" /> : <Eye className="size-5" aria-hidden="true" />}
          {t(isCounted ? 'board.hideCounts' : 'board.showCounts')}
        </button>
        <button type="button" className={barButton} onClick={() => setIsNamed(!isNamed)}>
          <UsersRound className="size-5" aria-hidden="true" />
          {r(isNamed ? 'board.hideNames' : 'board.showNames')}
        </button>
      </div>
    </div>
  );
}

function Told({ children }: { children: ReactNode }) {
  return (
    <p role="status" className="rounded-xl bg-on-stage px-4 py-2 font-semibold text-stage">
      {children}
    </p>
  );
}
