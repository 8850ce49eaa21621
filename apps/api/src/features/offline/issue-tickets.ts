import { randomBytes } from 'node:crypto';
import type { GeofenceOnWire } from '@hadir/contract/attendance.ts';
import { type issueOfflineTickets, type OfflineTicket, SEND_HOURS, TICKET_HOURS } from '@hadir/contract/offline.ts';
import type { z } from 'zod';
import type { Tx } from '#db.ts';
import { chooseLivenessPlan, livenessPlanOnWire } from '#features/attendance/choose-liveness-plan.ts';
import { geofenceOf } from '#features/attendance/measure-geofence.ts';
import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import { listWantedModels } from '#features/enrolment/list-wanted-models.ts';
import { readAttemptSettings } from '#features/school/read-attempt-settings.ts';
import type { Challenge } from '#generated/prisma/client.ts';
import type { Context } from '#http/context.ts';
import type { SignedIn } from '#http/sign-in.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { getOwnKey } from './get-own-key.ts';
import { openChain } from './open-chain.ts';
import { signTicket } from './sign-ticket.ts';

type Reply = z.input<(typeof issueOfflineTickets)['reply']>;

const hourMs = 3_600_000;

/** Tickets of one person, class session and key that may be used up; a mark that was refused leaves the others. */
const ticketsAllowed = 3;

/** More classes within the hours than this are none that a student sits in. */
const sessionsAtMost = 60;

/** The same tickets until they are used: for classes that are on or begin soon, are not cancelled and hold no mark of this student. */
export async function issueTickets(context: Context, student: SignedIn, claimedKey: string | null): Promise<Reply> {
  const now = context.now();
  return context.db.$transaction(async (tx) => {
    const key = await getOwnKey(tx, student, claimedKey, now);
    const chain = await openChain(tx, key);
    const sessions = await findSessions(tx, student, now);
    const tickets: OfflineTicket[] = [];
    for (const session of sessions) {
      const row = await keepTicket(tx, student, key.id, session, now);
      if (row) tickets.push(onWire(context, student, session, row));
    }
    return { now: now.toISOString(), chain: { seq: chain.nextSeq, previous: chain.head }, tickets };
  });
}

async function findSessions(tx: Tx, student: SignedIn, now: Date) {
  return tx.classSession.findMany({
    where: {
      schoolId: student.schoolId,
      startsAt: { lt: new Date(now.getTime() + TICKET_HOURS * hourMs) },
      endsAt: { gt: now },
      closedAt: null,
      cancelledAt: null,
      course: { archivedAt: null, enrollments: { some: { studentId: student.id } } },
      records: { none: { studentId: student.id, state: { not: 'rejected' } } },
    },
    include: { place: true, course: { select: { code: true } }, school: { select: { settings: true } } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
    take: sessionsAtMost,
  });
}

type Session = Awaited<ReturnType<typeof findSessions>>[number];

/** The open ticket of this person, session and key, else a new one; null when enough were used. */
async function keepTicket(tx: Tx, student: SignedIn, key: string, session: Session, now: Date) {
  const whose = { personId: student.id, sessionId: session.id, claimedKey: key, isOffline: true };
  const expiresAt = sendUntil(session);
  const before = await tx.challenge.findMany({ where: whose, orderBy: { issuedAt: 'desc' } });
  const open = before.find(({ usedAt }) => usedAt === null);
  if (open) return tx.challenge.update({ where: { id: open.id }, data: { expiresAt } });
  if (before.length >= ticketsAllowed) return null;
  const data = {
    ...{ ...whose, id: uuidV7(now), schoolId: student.schoolId, wasSessionActive: false, issuedAt: now, expiresAt },
    nonce: randomBytes(32).toString('base64url'),
    livenessPlan: chooseLivenessPlan(readAttemptSettings(session.school.settings).liveness),
  };
  return tx.challenge.create({ data });
}

const sendUntil = ({ endsAt }: { endsAt: Date }) => new Date(endsAt.getTime() + SEND_HOURS * hourMs);

function onWire(context: Context, student: SignedIn, session: Session, row: Challenge): OfflineTicket {
  const { id, title, room, startsAt, endsAt, place, radiusM, roomCodeShownAt, course } = session;
  const times = { starts_at: startsAt.toISOString(), ends_at: endsAt.toISOString() };
  const send_until = row.expiresAt.toISOString();
  const settings = readAttemptSettings(session.school.settings);
  const ticket = signTicket(context.keys.current(), {
    ...{ id: row.id, person: student.id, key: row.claimedKey, session: id, nonce: row.nonce },
    issued_at: row.issuedAt.toISOString(),
    window: { from: times.starts_at, to: times.ends_at },
    send_until,
    plan: row.livenessPlan,
  });
  return {
    id: row.id,
    ticket,
    session: {
      ...{ id, title, room, ...times, course_code: course.code },
      place: place && { id: place.id, name: place.name },
    },
    geofence: place && geofenceOnWire(geofenceOf(place, radiusM)),
    room_code: roomCodeShownAt === null ? 'offered' : 'asked',
    ...livenessPlanOnWire(row.livenessPlan),
    passive_liveness: settings.liveness.passive === 'on',
    min_frames: faceModelCard.framesPerMark.least,
    models: listWantedModels(settings),
    send_until,
  };
}

function geofenceOnWire({ latitude, longitude, radiusM, polygon }: ReturnType<typeof geofenceOf>): GeofenceOnWire {
  return { lat: latitude, lng: longitude, radius_m: radiusM, polygon: polygon && [...polygon] };
}
