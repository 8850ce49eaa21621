import { type ClassSession, createClassSession, startClassSession } from '@hadir/contract/sessions.ts';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';

export type SessionWanted = {
  readonly courseId: string;
  readonly placeId: string | null;
  /** Metres; null leaves the place's own limits. */
  readonly radiusM: number | null;
  readonly title: string;
  readonly room: string;
  /** ms; null opens at once. */
  readonly startsAt: number | null;
  readonly minutes: number;
};

type OpenOutcome = { kind: 'opened' | 'planned'; session: ClassSession } | { kind: 'not_made'; failure: Failure };

/** Makes a class session and opens it, in one and by the server's clock; or plans one that starts later. */
export async function openSession(wanted: SessionWanted): Promise<OpenOutcome> {
  const { startsAt, minutes } = wanted;
  const body = {
    course_id: wanted.courseId,
    place_id: wanted.placeId,
    radius_m: wanted.radiusM,
    title: wanted.title,
    room: wanted.room,
  };
  if (startsAt === null) {
    const started = await call(startClassSession, { body: { ...body, minutes } });
    return started.kind === 'ok' ? { kind: 'opened', session: started.value } : { kind: 'not_made', failure: started };
  }
  const times = {
    starts_at: new Date(startsAt).toISOString(),
    ends_at: new Date(startsAt + minutes * 60_000).toISOString(),
  };
  const made = await call(createClassSession, { body: { ...body, ...times } });
  return made.kind === 'ok' ? { kind: 'planned', session: made.value } : { kind: 'not_made', failure: made };
}
