import type { KeptMark } from './outbox.ts';

/** Why a mark without network is still on this phone. */
export type Wait =
  /** For network. */
  | { kind: 'network' }
  /** Nobody has opened its class yet. */
  | { kind: 'unopened' }
  /** One that was made before it waits for its class: marks go out in the order in which they were made. */
  | { kind: 'behind'; title: string }
  /** Its time to be sent is over: it cannot count any more. */
  | { kind: 'over' };

/**
 * @param marks all that wait on this phone
 * @param unopened ids of marks whose class nobody had opened when it was last asked
 * @param now milliseconds of this phone's clock
 */
export function decideWait(mark: KeptMark, marks: readonly KeptMark[], unopened: object, now: number): Wait {
  if (now >= mark.triesUntil) return { kind: 'over' };
  if (mark.id in unopened) return { kind: 'unopened' };
  const before = marks.find(
    ({ id, keyId, offline }) => id in unopened && keyId === mark.keyId && isBefore(offline, mark.offline),
  );
  return before ? { kind: 'behind', title: before.sessionTitle } : { kind: 'network' };
}

const isBefore = (one: KeptMark['offline'], other: KeptMark['offline']) =>
  one !== undefined && other !== undefined && one.seq < other.seq;
