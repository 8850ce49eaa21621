import type { NextStep, OutsideHint } from '@hadir/contract/attendance.ts';
import type { ErrorCode } from '@hadir/contract/error.ts';
import en from './failure.en.json';
import { defineTexts } from './i18n.ts';

/** Why a call brought no reply. */
export type Failure =
  /** The server answered no, with a code. `next` comes with refused marks only. */
  | {
      kind: 'refused';
      status: number;
      code: ErrorCode;
      requestId: string | null;
      fields: { path: string; message: string }[];
      next: NextStep | null;
      /** Seconds until the server wants to be asked again; null where it did not say. */
      retryAfterS: number | null;
      /** How the position missed the place; only with a mark refused for it. */
      hint?: OutsideHint;
    }
  /** No answer: no network, server down, or it took too long. Nobody knows whether it arrived. */
  | { kind: 'unreachable' }
  /** An answer that is not ours. */
  | { kind: 'unexpected'; status: number; requestId: string | null };

/** For places that can only throw, such as query functions. */
export class CallFailed extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.kind === 'refused' ? failure.code : failure.kind);
    this.name = 'CallFailed';
    this.failure = failure;
  }
}

/** The failure that a query or mutation was rejected with; any other error is `unexpected`. */
export function toFailure(error: unknown): Failure {
  return error instanceof CallFailed ? error.failure : { kind: 'unexpected', status: 0, requestId: null };
}

/** Whether the server said no with this very code. */
export function isRefused(failure: Failure | null, code: ErrorCode): boolean {
  return failure?.kind === 'refused' && failure.code === code;
}

const { text: failureText } = defineTexts('failure', { en });

/** What happened, for the person, by code and never by the server's wording. */
export function describeFailure(failure: Failure): string {
  if (failure.kind === 'unreachable') return failureText('unreachable');
  if (failure.kind === 'unexpected') return failureText('code.internal');
  return failureText(`code.${failure.code}`);
}

/** The number to give to support; null where the person's own input or state is the reason. */
export function getRequestId(failure: Failure): string | null {
  if (failure.kind === 'unexpected') return failure.requestId;
  if (failure.kind === 'refused' && failure.status >= 500) return failure.requestId;
  return null;
}
