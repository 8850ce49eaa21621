import type { OfflineTicket } from '@hadir/contract/offline.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import { CalendarClock, CloudOff, KeyRound, ScanFace } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { SignOut } from '#features/account/sign-out.tsx';
import { warmFace } from '#features/enrolment/warm-face.ts';
import { findOwner } from '#features/offline/owner.ts';
import { estimateServerTime, findServerTime, readPhoneClocks } from '#features/offline/server-clock.ts';
import { listTickets } from '#features/offline/tickets.ts';
import { MeContext } from '#features/sign-in/me.ts';
import { formatDay, formatFacts, formatTimeRange } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { EmptyState } from '#ui/states.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { FaceCheckIn } from './face-check-in.tsx';
import { KeptMarks, KeptMarksOfAnybody } from './kept-marks.tsx';
import { listComing } from './list-coming.ts';
import { readOutbox, useOutbox } from './outbox-store.ts';
import { RoomCode } from './room-code-page.tsx';
import { useTexts } from './texts.ts';
import { useNow } from './use-now.ts';

/** The app while nobody can be asked who is signed in: whoever was when the server was last heard goes on here. */
export function OfflineStart() {
  const [owner, setOwner] = useState<Me | null>(null);
  useEffect(() => void findOwner().then(setOwner), []);
  // A way back to the start is a new beginning.
  const { key } = useLocation();
  if (owner?.role !== 'student') return <KeptMarksOfAnybody />;
  return (
    <MeContext value={owner}>
      <KeptMarks />
      <OfflineClasses key={key} me={owner} />
      <SignOut me={owner} />
    </MeContext>
  );
}

type Way = { session: ActiveSession; by: 'face' | 'room_code' };

/**
 * Classes that this phone holds tickets for, and the way to mark one of them here and now.
 * @param except ids of classes that stand on the screen already
 */
export function OfflineClasses({ me, except = [] }: { me: Me; except?: readonly string[] }) {
  const t = useTexts();
  const [way, setWay] = useState<Way | null>(null);
  if (way) {
    return (
      <div className="mt-6 space-y-4">
        <h2 className="text-lg font-semibold wrap-anywhere">
          {formatFacts([way.session.course_code, way.session.title])}
        </h2>
        {way.by === 'face' ? <FaceCheckIn session={way.session} /> : <RoomCode session={way.session} />}
        <Button look="quiet" onClick={() => setWay(null)}>
          {t('offline.back')}
        </Button>
      </div>
    );
  }
  return <ClassList me={me} except={except} onChoose={setWay} />;
}

function ClassList({ me, except, onChoose }: { me: Me; except: readonly string[]; onChoose: (way: Way) => void }) {
  const t = useTexts();
  const [tickets, setTickets] = useState<OfflineTicket[] | null>(null);
  const marks = useOutbox((state) => state.marks);
  const now = useServerNow();
  useEffect(warmFace, []);
  useEffect(() => void readOutbox().catch(() => undefined), []);
  useEffect(() => void listTickets(me.id).then(setTickets, () => setTickets([])), [me.id]);
  if (tickets === null || now === null) return null;
  const { coming, isAnyUsed } = listComing(tickets, { personId: me.id, now, except, marks });
  if (coming.length === 0 && isAnyUsed) return null;
  return (
    <section aria-labelledby="offline-title" className="mt-6 space-y-4">
      {coming.length === 0 ? (
        <EmptyState icon={<CalendarClock className="size-10" />} title={t('offline.none_title')}>
          {t('offline.none_text')}
        </EmptyState>
      ) : (
        <>
          <h2 id="offline-title" className="flex items-center gap-2 text-lg font-semibold">
            <CloudOff className="size-5 shrink-0" aria-hidden="true" />
            {t('offline.title')}
          </h2>
          <p className="text-ink-soft">{t('offline.text')}</p>
          <ul className="space-y-3">
            {coming.map((ticket) => (
              <li key={ticket.id}>
                <ClassCard me={me} ticket={ticket} now={now} onChoose={onChoose} />
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function ClassCard({
  me,
  ticket: { session },
  now,
  onChoose,
}: {
  me: Me;
  ticket: OfflineTicket;
  now: number;
  onChoose: (way: Way) => void;
}) {
  const t = useTexts();
  const { title, course_code, starts_at, ends_at, room } = session;
  const zone = me.school.time_zone;
  const when = formatFacts([
    formatDay(starts_at, zone),
    formatTimeRange(starts_at, ends_at, zone),
    ...(room ? [room] : []),
  ]);
  const choose = (by: Way['by']) => onChoose({ session: { ...session, mark: 'none' }, by });
  return (
    <Card>
      <p className="text-sm font-medium text-ink-soft">{course_code}</p>
      <h3 className="text-xl font-semibold wrap-anywhere">{title}</h3>
      <p className="mb-4 text-ink-soft">{when}</p>
      {Date.parse(starts_at) > now ? (
        <p className="font-medium">{t('offline.later')}</p>
      ) : (
        <div className="space-y-2">
          <Button size="large" icon={<ScanFace className="size-6" aria-hidden="true" />} onClick={() => choose('face')}>
            {t('home.mark')}
            <span className="sr-only"> {t('home.mark_in', { title })}</span>
          </Button>
          <Button
            look="quiet"
            icon={<KeyRound className="size-5" aria-hidden="true" />}
            onClick={() => choose('room_code')}
          >
            {t('home.room_code')}
            <span className="sr-only"> {t('home.mark_in', { title })}</span>
          </Button>
        </div>
      )}
    </Card>
  );
}

/** The server's time as this phone knows it, so that a wrong clock hides no class; null until it is read. */
function useServerNow(): number | null {
  const wallNow = useNow();
  const [shift, setShift] = useState<number | null>(null);
  useEffect(() => {
    findServerTime()
      .then((heard) => {
        const clocks = readPhoneClocks();
        setShift(heard ? estimateServerTime(heard, clocks).at - clocks.wallMs : 0);
      })
      .catch(() => setShift(0));
  }, []);
  return shift === null ? null : wallNow + shift;
}
