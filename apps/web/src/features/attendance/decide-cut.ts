import type { CheckInState } from './check-in-store.ts';

/** What the newest question to the server has brought: nothing yet, silence, or whatever it said. */
export type Asked = 'open' | 'silent' | 'answered';

/**
 * Whether this screen is that of a phone without server: from the first silence until there is an answer, and until the
 * mark that was begun meanwhile has come to its end.
 */
export function decideCut(wasCut: boolean, asked: Asked, isHeld: boolean): boolean {
  if (asked === 'silent') return true;
  return wasCut && (asked === 'open' || isHeld);
}

/**
 * Whether a check-in needs the screen it runs on: taking that away would end the capture, or hide how it ended. What is
 * saved on the phone is told on every start screen.
 */
export function holdsScreen(state: CheckInState): boolean {
  if (state.kind === 'finished') return state.outcome.kind !== 'saved';
  return state.kind !== 'ready';
}
