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
  isActive: true,
  closedAt: true,
  course: { select: { id: true, code: true, title: true, section: true } },
  place: { select: { id: true, name: true } },
} as const satisfies Prisma.ClassSessionSelect;

export type SessionFacts = Prisma.ClassSessionGetPayload<{ select: typeof sessionFacts }>;

export function sessionOnWire(session: SessionFacts, now: Date): ClassSessionOnWire {
  const { id, title, room, course, place } = session;
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
  };
}
