import type { Server as PlainServer } from 'node:http';
import type { Server as SecureServer } from 'node:https';
import { createServer, type Server, type Socket } from 'node:net';

/** First byte of a TLS record that opens a handshake, https://www.rfc-editor.org/rfc/rfc8446#section-5.1 */
const HANDSHAKE = 22;
/** Who says nothing for this long is cut off, milliseconds. */
const SILENT_MS = 10_000;

type SharedPort = {
  server: Server;
  /** Ends every connection, also those that have not said yet what they speak. */
  cutAll(): void;
};

/** One port for both: whoever types the address without `https` finds the guide instead of an error. */
export function sharePort(plain: PlainServer, secure: SecureServer): SharedPort {
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    const cut = () => socket.destroy();
    socket.once('error', cut);
    socket.setTimeout(SILENT_MS, cut);
    socket.once('data', (first) => {
      socket.off('error', cut);
      socket.off('timeout', cut);
      socket.setTimeout(0);
      socket.pause();
      socket.unshift(first);
      (first[0] === HANDSHAKE ? secure : plain).emit('connection', socket);
      process.nextTick(() => socket.resume());
    });
  });
  // Neither of the two listens itself, and Node keeps its time limits for requests only from this event on.
  server.once('listening', () => {
    for (const each of [plain, secure]) each.emit('listening');
  });
  return {
    server,
    cutAll() {
      for (const socket of open) socket.destroy();
    },
  };
}
