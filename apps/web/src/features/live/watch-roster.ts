import { RosterRows } from '@hadir/contract/live.ts';
import { holdSocket, type LiveSocket } from './live-socket.ts';

type Listener = {
  /** Rows as they are now. */
  rows(items: RosterRows['items']): void;
  /** Something else is different, or changes may have been missed: fetch the roster anew. */
  stale(): void;
  /** Whether changes are told at all; while they are not, ask. */
  live(isLive: boolean): void;
};

const ANSWER_MS = 10_000;

/** Hears of changes of a class session's roster, also after the connection was lost. Returns the way to stop. */
export function watchRoster(sessionId: string, listener: Listener): () => void {
  const { socket, release } = holdSocket();
  let isOver = false;
  let leave = () => {};
  socket
    .then((open) => {
      if (isOver) return;
      leave = listen(open, sessionId, listener);
    })
    // Without the library there is the asking.
    .catch(() => listener.live(false));
  return () => {
    isOver = true;
    leave();
    release();
  };
}

function listen(socket: LiveSocket, sessionId: string, { rows, stale, live }: Listener): () => void {
  const request = { session_id: sessionId };
  const begin = async () => {
    const answer = await socket
      .timeout(ANSWER_MS)
      .emitWithAck('watch', request)
      .catch(() => null);
    live(answer?.success === true);
    if (answer?.success) stale();
  };
  const onConnect = () => void begin();
  const onDisconnect = () => live(false);
  const onRoster = (told: unknown) => {
    const parsed = RosterRows.safeParse(told);
    if (!parsed.success) stale();
    else if (parsed.data.session_id === sessionId) rows(parsed.data.items);
  };
  const onStale = (told: typeof request) => told.session_id === sessionId && stale();
  const onEnded = (told: typeof request) => {
    if (told.session_id !== sessionId) return;
    live(false);
    stale();
  };
  socket.on('connect', onConnect).on('disconnect', onDisconnect);
  socket.on('roster', onRoster).on('stale', onStale).on('ended', onEnded);
  if (socket.connected) onConnect();
  return () => {
    if (socket.connected) socket.emit('leave', request);
    socket.off('connect', onConnect).off('disconnect', onDisconnect);
    socket.off('roster', onRoster).off('stale', onStale).off('ended', onEnded);
  };
}
