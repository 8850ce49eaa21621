import { listActiveSessions } from '@hadir/contract/sessions.ts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { callOrThrow } from '#lib/api.ts';

export const ActiveSession = listActiveSessions.reply.shape.sessions.element;
export type ActiveSession = z.infer<typeof ActiveSession>;

/** Whether a mark can still be made: there is none, or staff have rejected it. */
export function canBeMarked({ mark }: ActiveSession): boolean {
  return mark === 'none' || mark === 'rejected';
}

/** Sessions that are open for the student now. A class opens while the student looks at the screen. */
export const activeSessionsQuery = queryOptions({
  queryKey: ['active-sessions'],
  queryFn: async ({ signal }) => (await callOrThrow(listActiveSessions, { signal })).sessions,
  refetchInterval: 10_000,
});
