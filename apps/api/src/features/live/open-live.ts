import type { Server as HttpServer, IncomingMessage } from 'node:http';
import type { Server as HttpsServer } from 'node:https';
import { type ClientEvents, livePath, type ServerEvents, Watch } from '@hadir/contract/live.ts';
import type { Role } from '@hadir/contract/permissions.ts';
import { type DefaultEventsMap, Server, type Socket } from 'socket.io';
import { hideEvidence } from '#features/attendance/hide-evidence.ts';
import type { Context } from '#http/context.ts';
import type { ChangeFeed } from './change-feed.ts';
import { identifier } from './identify.ts';
import { limitMessages } from './limit-messages.ts';
import type { Change } from './match-change.ts';
import { findEntitled, findWatchers, type Watcher } from './may-watch.ts';
import { rememberRoster } from './roster-room.ts';
import { openRoom, type Room } from './watch-room.ts';

type Live = Server<ClientEvents, ServerEvents, DefaultEventsMap, Watcher & { schoolId: string }>;
type LiveSocket = Socket<ClientEvents, ServerEvents, DefaultEventsMap, Watcher & { schoolId: string }>;

/** Of one person and of one socket at a time; a teacher has a handful of pages open. */
const most = { sockets: 20, rooms: 8 } as const;
/** Everything that is watched is looked at this often, whatever was told; milliseconds. */
const sweepMs = 10_000;

type Options = Parameters<typeof identifier>[1];

/**
 * Live rosters beside the app on the same server. A socket watches class sessions by the rights its person has at that
 * moment; they are looked at again before every word. What is sent are rows of the roster as the roster's own
 * endpoint gives them, and hints to fetch anew.
 * @returns ends it, sockets included
 */
export function openLive(
  server: HttpServer | HttpsServer,
  context: Context,
  options: Options,
  feed: ChangeFeed,
): () => Promise<void> {
  const identify = identifier(context, options);
  const identified = new WeakMap<IncomingMessage, Watcher & { schoolId: string }>();
  const rooms = new Map<string, Promise<Room>>();
  const roles = new WeakMap<LiveSocket, Role>();
  const io: Live = new Server(server, {
    path: livePath,
    serveClient: false,
    maxHttpBufferSize: 10_000,
    connectTimeout: 10_000,
    allowRequest: (request, decide) => {
      identify(request)
        .then((watcher) => {
          if (watcher) identified.set(request, watcher);
          decide(null, watcher !== null);
        })
        .catch((err: unknown) => {
          context.log.warn({ err }, 'a socket was not looked at');
          decide(null, false);
        });
    },
  });

  const roomOf = (schoolId: string, sessionId: string) => `school:${schoolId}:session:${sessionId}`;
  const schoolRoom = (schoolId: string) => `school:${schoolId}`;
  const socketsIn = (room: string): LiveSocket[] =>
    [...(io.sockets.adapter.rooms.get(room) ?? [])].flatMap((id) => io.sockets.sockets.get(id) ?? []);

  /** Sends away whose sign-in is over, and drops from the room who may not see it any more. */
  async function keepEntitled(schoolId: string, sessionId: string): Promise<number> {
    const room = roomOf(schoolId, sessionId);
    const sockets = socketsIn(room);
    const people = await findWatchers(
      context,
      sockets.map(({ data }) => data),
    );
    const own = people.map((person) => (person?.schoolId === schoolId ? person : null));
    const entitled = await findEntitled(
      context,
      own.filter((person) => person !== null),
      sessionId,
    );
    for (const [i, socket] of sockets.entries()) {
      const person = own[i] ?? null;
      if (person === null) socket.disconnect(true);
      else if (!entitled.has(person)) {
        await socket.leave(room);
        socket.emit('ended', { session_id: sessionId });
      } else roles.set(socket, person.role);
    }
    if (socketsIn(room).length === 0) closeRoom(sessionId);
    return entitled.size;
  }

  function closeRoom(sessionId: string): void {
    void rooms.get(sessionId)?.then((room) => room.end());
    rooms.delete(sessionId);
  }

  function ensureRoom(schoolId: string, id: string): Promise<Room> {
    const known = rooms.get(id);
    if (known) return known;
    const at = { id, schoolId };
    const opened = openRoom(context, at, rememberRoster(context, at), () => keepEntitled(schoolId, id), {
      rows: (items) => {
        for (const socket of socketsIn(roomOf(schoolId, id))) {
          const role = roles.get(socket);
          if (role) socket.emit('roster', { session_id: id, items: hideEvidence(role, items) });
        }
      },
      stale: () => io.to(roomOf(schoolId, id)).emit('stale', { session_id: id }),
    });
    rooms.set(id, opened);
    opened.catch(() => rooms.delete(id));
    return opened;
  }

  async function watch(socket: LiveSocket, sessionId: string): Promise<boolean> {
    const [person = null] = await findWatchers(context, [socket.data]);
    if (!person) return false;
    // As the database writes it: an id has one room.
    const id = sessionId.toLowerCase();
    if (!(await findEntitled(context, [person], id)).has(person)) return false;
    await socket.join(roomOf(person.schoolId, id));
    await ensureRoom(person.schoolId, id);
    return true;
  }

  io.on('connection', (socket: LiveSocket) => {
    const watcher = identified.get(socket.request);
    const isOneTooMany =
      watcher &&
      [...io.sockets.sockets.values()].filter(({ data }) => data.personId === watcher.personId).length >= most.sockets;
    if (!watcher || isOneTooMany) {
      socket.disconnect(true);
      return;
    }
    Object.assign(socket.data, watcher);
    void socket.join(schoolRoom(watcher.schoolId));
    const mayTell = limitMessages(Date.now);
    socket.use((_event, next) => {
      if (mayTell()) next();
      else socket.disconnect(true);
    });
    socket.on('error', () => socket.disconnect(true));
    socket.on('watch', (given: unknown, answer: unknown) => {
      const reply = typeof answer === 'function' ? answer : () => {};
      const parsed = Watch.safeParse(given);
      if (!parsed.success) return void reply({ success: false, code: 'invalid_request' });
      if (socket.rooms.size > most.rooms + 2) return void reply({ success: false, code: 'retry_later' });
      watch(socket, parsed.data.session_id)
        .then((isWatching) => reply(isWatching ? { success: true } : { success: false, code: 'not_found' }))
        .catch((err: unknown) => {
          context.log.warn({ err }, 'a roster cannot be watched');
          reply({ success: false, code: 'internal' });
        });
    });
    socket.on('leave', (given: unknown) => {
      const { data } = Watch.safeParse(given);
      if (data) void socket.leave(roomOf(socket.data.schoolId, data.session_id));
    });
  });

  const everyRoom = (schoolId: string | null) => {
    for (const opened of rooms.values()) {
      void opened
        .then((room) => (schoolId === null || room.schoolId === schoolId) && room.changed(null))
        .catch(() => {});
    }
  };
  const hear = ({ schoolId, sessionId, studentId }: Change) => {
    if (sessionId === null) return everyRoom(schoolId);
    void rooms.get(sessionId)?.then((room) => room.schoolId === schoolId && room.changed(studentId));
    if (studentId === null) io.to(schoolRoom(schoolId)).emit('sessions');
  };
  const endFeed = feed.listen(hear, () => everyRoom(null));
  const sweep = setInterval(() => everyRoom(null), sweepMs).unref();
  return async () => {
    clearInterval(sweep);
    io.disconnectSockets(true);
    io.engine.close();
    for (const sessionId of [...rooms.keys()]) closeRoom(sessionId);
    await endFeed();
  };
}
