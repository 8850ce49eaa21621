import { useQuery } from '@tanstack/react-query';
import { CircleCheck, CircleX, Clock, DoorOpen, MapPin, ScanFace } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { faceTemplateQuery } from '#features/enrolment/face-template.ts';
import { useMe } from '#features/sign-in/me.ts';
import { formatTimeRange } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { type ActiveSession, canBeMarked } from './active-sessions.ts';
import { noteTap } from './check-in-store.ts';
import { choiceOf, useRoomCodeChoice } from './room-code-choice-store.ts';
import { useTexts } from './texts.ts';

/** One open class with its one button, or with the mark that is already there. */
export function SessionCard({ session }: { session: ActiveSession }) {
  const t = useTexts();
  const navigate = useNavigate();
  const me = useMe();
  const zone = me.school.time_zone;
  // Before enrolment that comes first, and one button of a screen leads.
  const face = useQuery(faceTemplateQuery);
  const { chosen } = useRoomCodeChoice();
  const isWithoutFace = face.data?.state === 'none';
  const hasChosenCode = isWithoutFace && chosen.includes(choiceOf(me.id, face.data?.rejected_at ?? null));
  const { id, title, course_code, room, starts_at, ends_at, place, mark } = session;
  function start() {
    noteTap(id);
    void navigate(`/mark/${id}`, { state: { session } });
  }
  return (
    <Card>
      <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1">
        <div className="min-w-0">
          <p className="text-sm font-medium text-ink-soft">{course_code}</p>
          <h2 className="text-xl font-semibold break-words">{title}</h2>
        </div>
        <Standing mark={mark} />
      </div>
      <ul className="mt-3 mb-4 flex flex-wrap gap-x-5 gap-y-1 text-ink-soft">
        <Fact icon={<Clock className="size-4" />}>{formatTimeRange(starts_at, ends_at, zone)}</Fact>
        {room && <Fact icon={<DoorOpen className="size-4" />}>{room}</Fact>}
        {place && <Fact icon={<MapPin className="size-4" />}>{place.name}</Fact>}
      </ul>
      <div className="space-y-3">
        {mark !== 'none' && <p>{t(`home.${mark}_text`)}</p>}
        {canBeMarked(session) && !hasChosenCode && (
          <Button
            size="large"
            look={isWithoutFace ? 'secondary' : 'primary'}
            icon={<ScanFace className="size-6" />}
            onClick={start}
          >
            {t('home.mark')}
            <span className="sr-only"> {t('home.mark_in', { title })}</span>
          </Button>
        )}
        {canBeMarked(session) && (
          <ButtonLink
            {...(hasChosenCode ? { size: 'large' } : { look: 'quiet', className: 'w-full' })}
            to={`/room-code/${id}`}
            state={{ session }}
          >
            {t('home.room_code')}
            <span className="sr-only"> {t('home.mark_in', { title })}</span>
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

const standings = {
  present: { tone: 'good', Icon: CircleCheck },
  pending: { tone: 'warn', Icon: Clock },
  rejected: { tone: 'bad', Icon: CircleX },
} as const;

function Standing({ mark }: { mark: ActiveSession['mark'] }) {
  const t = useTexts();
  if (mark === 'none') return null;
  const { tone, Icon } = standings[mark];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" />}>
      {t(`home.${mark}`)}
    </Badge>
  );
}

function Fact({ icon, children }: { icon: ReactNode; children: ReactNode }) {
  return (
    <li className="inline-flex items-center gap-1.5">
      <span aria-hidden="true">{icon}</span>
      {children}
    </li>
  );
}
