import { getHealth } from '@hadir/contract/health.ts';
import { type ClassSession, createClassSession, openClassSession } from '@hadir/contract/sessions.ts';
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

type OpenOutcome =
  | { kind: 'opened' | 'planned'; session: ClassSession }
  | { kind: 'made_not_opened'; session: ClassSession; failure: Failure }
  | { kind: 'not_made'; failure: Failure };

/** Makes a class session and, unless it starts later, opens it: two requests, so it may stay made but not opened. */
export async function openSession(wanted: SessionWanted): Promise<OpenOutcome> {
  const startsAt = wanted.startsAt ?? (await askServerTime());
  const made = await call(createClassSession, {
    body: {
      course_id: wanted.courseId,
      place_id: wanted.placeId,
      radius_m: wanted.radiusM,
      title: wanted.title,
      room: wanted.room,
      starts_at: new Date(startsAt).toISOString(),
      ends_at: new Date(startsAt + wanted.minutes * 60_000).toISOString(),
    },
  });
  if (made.kind !== 'ok') return { kind: 'not_made', failure: made };
  const session = made.value;
  if (wanted.startsAt !== null) return { kind: 'planned', session };
  const opened = await call(openClassSession, { params: { id: session.id } });
  if (opened.kind !== 'ok') return { kind: 'made_not_opened', session, failure: opened };
  return { kind: 'opened', session: opened.value };
}

/** A computer whose clock is ten minutes slow must not make a class ten minutes short. */
async function askServerTime(): Promise<number> {
  const health = await call(getHealth, {});
  const at = health.kind === 'ok' ? Date.parse(health.value.at) : Number.NaN;
  return Number.isNaN(at) ? Date.now() : at;
}
