import { type ClientEvents, livePath, type ServerEvents } from '@hadir/contract/live.ts';
import type { Socket } from 'socket.io-client';

export type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Kept open for a page that is gone to and fro between; milliseconds. */
const LINGER_MS = 5_000;
/** Where the server itself has hung up, as after a sign-out: it says no again soon enough. */
const AGAIN_MS = 10_000;

let opening: Promise<LiveSocket> | null = null;
let holders = 0;
let linger: ReturnType<typeof setTimeout> | undefined;

/** The one socket of this page, opened with its first holder. The library is fetched only then. */
export function holdSocket(): { socket: Promise<LiveSocket>; release: () => void } {
  holders += 1;
  clearTimeout(linger);
  opening ??= open();
  let isHeld = true;
  return {
    socket: opening,
    release() {
      if (!isHeld) return;
      isHeld = false;
      holders -= 1;
      if (holders === 0) linger = setTimeout(close, LINGER_MS);
    },
  };
}

async function open(): Promise<LiveSocket> {
  try {
    const { io } = await import('socket.io-client');
    // A network that lets no web socket through gets long requests instead.
    const options = { path: livePath, transports: ['websocket', 'polling'], tryAllTransports: true };
    const socket: LiveSocket = io({ ...options, reconnectionDelayMax: 15_000 });
    socket.on('disconnect', (reason) => {
      if (reason === 'io server disconnect') setTimeout(() => holders > 0 && socket.connect(), AGAIN_MS);
    });
    return socket;
  } catch (error) {
    opening = null;
    throw error;
  }
}

function close(): void {
  void opening?.then((socket) => socket.disconnect()).catch(() => {});
  opening = null;
}
