import type { AttemptReason, CheckResult } from '@hadir/contract/attempts.ts';
import type { RefusalCode } from './refusal-words.ts';

/** Numbers of the protocol's table; 0 is the client's version, judged after the role. */
const checkNames = {
  2: 'role',
  0: 'client_version',
  3: 'face_registered',
  4: 'session',
  5: 'enrolled',
  6: 'session_active',
  7: 'challenge',
  8: 'device_key',
  9: 'position',
  10: 'not_marked',
  11: 'presented',
  12: 'face_matches',
} as const;
type CheckNumber = keyof typeof checkNames;

/** The first failing check in this order gives the reason. */
export const checkOrder: readonly CheckNumber[] = [2, 0, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/** Version of the rules an attempt was judged by; raise it whenever a rule changes its meaning. */
export const ruleVersion = 6;

export type RefusalReason = { reason: Exclude<AttemptReason, 'Accepted'>; code: RefusalCode };

export type Judged = CheckResult & { refusal: RefusalReason | null };
type Detail = CheckResult['detail'];

export function passed(check: CheckNumber, detail: Detail = {}): Judged {
  return { check, name: checkNames[check], outcome: 'passed', detail, refusal: null };
}

export function failed(check: CheckNumber, refusal: RefusalReason, detail: Detail = {}): Judged {
  return { check, name: checkNames[check], outcome: 'failed', detail, refusal };
}

/** Passed, but a person has to look. */
export function forReview(check: CheckNumber, detail: Detail = {}): Judged {
  return { check, name: checkNames[check], outcome: 'review', detail, refusal: null };
}

export function notRun(check: CheckNumber, why: string): Judged {
  return { check, name: checkNames[check], outcome: 'not_run', detail: { why }, refusal: null };
}
