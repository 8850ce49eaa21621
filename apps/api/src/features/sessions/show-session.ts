import type { ClassSession as ClassSessionOnWire } from '@hadir/contract/sessions.ts';
import type { Prisma } from '#generated/prisma/client.ts';
import { decidePhase } from './decide-phase.ts';

export const sessionFacts = {
  id: true,
  title: true,
  room: true,
  radiusM: true,
  roomCodeShownAt: true,
  startsAt: true,
  endsAt: true,
  plannedStartsAt: true,
  isActive: true,
  openedAt: true,
  closedAt: true,
  opensItself: true,
  cancelledAt: true,
  cancelReason: true,
  ruleId: true,
  occursOn: true,
  course: {
    select: { id: true, code: true, title: true, section: true, teacher: { select: { id: true, name: true } } },
  },
  staff: {
    select: { reason: true, addedAt: true, person: { select: { id: true, name: true } } },
    orderBy: { addedAt: 'asc' },
  },
  place: { select: { id: true, name: true } },
} as const satisfies Prisma.ClassSessionSelect;

export type SessionFacts = Prisma.ClassSessionGetPayload<{ select: typeof sessionFacts }>;

export function sessionOnWire(session: SessionFacts, now: Date): ClassSessionOnWire {
  const { id, title, room, place } = session;
  const { teacher, ...course } = session.course;
  return {
    id,
    course,
    place,
    radius_m: session.radiusM,
    title,
    room,
    starts_at: session.startsAt.toISOString(),
    ends_at: session.endsAt.toISOString(),
    phase: decidePhase(session, now),
    teacher,
    staff: session.staff.map(({ person, reason, addedAt }) => ({
      ...person,
      took_over: reason === null ? null : { reason, at: addedAt.toISOString() },
    })),
    opens_itself: session.opensItself,
    cancel_reason: session.cancelReason,
  };
}
