import { hideRoomCode, showRoomCode } from '@hadir/contract/room-code.ts';
import { call } from '#lib/api.ts';

// One after another: a screen that is left and opened again must not end as hidden.
let last: Promise<unknown> = Promise.resolve();

function inTurn(work: () => Promise<unknown>): void {
  last = last.then(work, work);
}

/** Tells the server that the code stands on a screen of the room; the returned function, that it has left it. */
export function noteShown(sessionId: string): () => void {
  inTurn(() => call(showRoomCode, { params: { id: sessionId } }));
  let isOver = false;
  return () => {
    if (isOver) return;
    isOver = true;
    inTurn(() => call(hideRoomCode, { params: { id: sessionId } }));
  };
}
