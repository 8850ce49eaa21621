import type { Role } from '@hadir/contract/permissions.ts';

const hour = 3600 * 1000;

/** Idle: without a request; a pupil's phone lasts over a week's holiday. Absolute: since the password was given. */
export const signInLasts: Record<Role, { idleMs: number; absoluteMs: number }> = {
  student: { idleMs: 14 * 24 * hour, absoluteMs: 30 * 24 * hour },
  teacher: { idleMs: 4 * hour, absoluteMs: 12 * hour },
  viewer: { idleMs: 4 * hour, absoluteMs: 12 * hour },
  admin: { idleMs: 2 * hour, absoluteMs: 12 * hour },
  super_admin: { idleMs: 2 * hour, absoluteMs: 12 * hour },
};

/** So long the password, or the second factor, counts as given just now. */
export const stepUpLastsMs = 10 * 60 * 1000;

/** Noted at most so often, so that not every request writes. */
export const seenEveryMs = 5 * 60 * 1000;
