import { setTimeout as sleep } from 'node:timers/promises';
import type { ClientEvents, ServerEvents } from '@hadir/contract/live.ts';
import { livePath } from '@hadir/contract/live.ts';
import { Roster } from '@hadir/contract/sessions.ts';
import { io, type Socket } from 'socket.io-client';
import { encode, openWire } from '../marks/wire.ts';

/** Tells, for each student of a session, when the mark was seen first; milliseconds of `performance.now`. */
export type Watcher = { seenAt: ReadonlyMap<string, number>; stop(): void };

type At = { port: number; cookie: string; sessionId: string };

/** As the screen does while the socket is up. */
export async function watchBySocket({ port, cookie, sessionId }: At): Promise<Watcher> {
  const seenAt = new Map<string, number>();
  const socket: Socket<ServerEvents, ClientEvents> = io(`http://127.0.0.1:${port}`, {
    ...{ path: livePath, transports: ['websocket'], forceNew: true },
    extraHeaders: { Cookie: cookie },
  });
  socket.on('roster', ({ items }) => {
    const now = performance.now();
    for (const { student, record } of items) if (record && !seenAt.has(student.id)) seenAt.set(student.id, now);
  });
  const answer = await socket.timeout(10_000).emitWithAck('watch', { session_id: sessionId });
  if (!answer.success) throw new Error(`a roster is not to be watched: ${answer.code}`);
  return { seenAt, stop: () => socket.disconnect() };
}

/** As the screen does while there is no socket. */
export async function watchByAsking({ port, cookie, sessionId }: At, everyMs: number): Promise<Watcher> {
  const seenAt = new Map<string, number>();
  const wire = await openWire(port);
  let isOver = false;
  const request = encode({
    ...{ method: 'GET', path: `/api/class_sessions/${sessionId}/roster` },
    headers: { Cookie: cookie, 'Sec-Fetch-Site': 'same-origin' },
  });
  const ask = async () => {
    // Screens were not opened at the same moment.
    await sleep(Math.random() * everyMs);
    while (!isOver) {
      const answer = await wire.send(request);
      if (answer.status !== 200) throw new Error(`a roster answered ${answer.status}`);
      const { items } = Roster.parse(JSON.parse(answer.body));
      const now = performance.now();
      for (const { student, record } of items) if (record && !seenAt.has(student.id)) seenAt.set(student.id, now);
      await sleep(everyMs);
    }
    wire.close();
  };
  const running = ask();
  return {
    seenAt,
    stop: () => {
      isOver = true;
      void running.catch(() => {});
    },
  };
}
