import { Attempt, AttemptDetail } from '@hadir/contract/attempts.ts';
import type { Prisma } from '#generated/prisma/client.ts';

export const attemptFacts = {
  id: true,
  createdAt: true,
  capturedAt: true,
  claimedSessionId: true,
  studentId: true,
  studentName: true,
  method: true,
  success: true,
  reason: true,
  state: true,
  latitude: true,
  longitude: true,
  accuracyM: true,
  deviceHash: true,
  deviceKey: true,
  address: true,
  userAgent: true,
  session: { select: { id: true, title: true, course: { select: { code: true } } } },
} as const satisfies Prisma.AttendanceAttemptSelect;

type Facts = Prisma.AttendanceAttemptGetPayload<{ select: typeof attemptFacts }>;

function onWire({ session, ...row }: Facts) {
  return {
    id: row.id,
    at: row.createdAt.toISOString(),
    captured_at: row.capturedAt?.toISOString() ?? null,
    session: session && { id: session.id, title: session.title, course_code: session.course.code },
    claimed_session_id: row.claimedSessionId,
    student: { id: row.studentId, name: row.studentName },
    method: row.method,
    success: row.success,
    reason: row.reason,
    state: row.state,
    lat: row.latitude,
    lng: row.longitude,
    accuracy: row.accuracyM,
    device_hash: row.deviceHash,
    device_key: row.deviceKey,
    address: row.address,
    user_agent: row.userAgent,
  };
}

export function attemptOnWire(row: Facts): Attempt {
  return Attempt.parse(onWire(row));
}

export const attemptDetailFacts = {
  ...attemptFacts,
  distanceM: true,
  faceDistance: true,
  challengeId: true,
  client: true,
  checks: true,
  risk: true,
  riskPoints: true,
  settingsVersion: true,
} as const satisfies Prisma.AttendanceAttemptSelect;

type Detail = Prisma.AttendanceAttemptGetPayload<{ select: typeof attemptDetailFacts }>;

/** With distances and every check: for the eyes of an admin, audited. */
export function attemptDetailOnWire(row: Detail, key: AttemptDetail['key']): AttemptDetail {
  const { distanceM, faceDistance, challengeId, client, checks, risk, riskPoints, settingsVersion } = row;
  return AttemptDetail.parse({
    ...onWire(row),
    distance_m: distanceM,
    face_distance: faceDistance,
    key,
    challenge_id: challengeId,
    client,
    checks,
    risk,
    risk_points: riskPoints,
    settings_version: settingsVersion,
  });
}
