import type { Endpoint } from '@hadir/contract/endpoint.ts';
import type { Request, RequestHandler } from 'express';
import type { SignedIn } from '#http/sign-in.ts';

/** A call that may have changed something, once it was answered and its transaction is over. */
export type AnsweredCall = {
  endpoint: Pick<Endpoint, 'method' | 'path'>;
  /** Null where nobody is signed in. */
  person: SignedIn | null;
  params: unknown;
  body: unknown;
};

type Note = (call: AnsweredCall) => void;

const notes = new WeakMap<Request, Note>();

/** Has every unsafe call that was answered told to `note`. */
export function provideChanges(note: Note): RequestHandler {
  return (request, _response, next) => {
    notes.set(request, note);
    next();
  };
}

/** Tells of a call; a refusal is told too, as a refused mark is seen as well. */
export function noteChange(request: Request, call: AnsweredCall): void {
  notes.get(request)?.(call);
}
