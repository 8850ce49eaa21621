import { connect } from 'node:net';
import type { ClientEvents, RosterRows, ServerEvents, WatchAnswer } from '@hadir/contract/live.ts';
import { RosterItem } from '@hadir/contract/sessions.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher, buildViewer } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { type ChangeFeed, openChangeFeed } from './change-feed.ts';
import { matchChange } from './match-change.ts';
import { openLive } from './open-live.ts';

type Client = Socket<ServerEvents, ClientEvents>;

let app: TestApp;
let feed: ChangeFeed;
let endLive: () => Promise<void>;
let teacher: Person;
let student: Person;
let course: Course;
let session: ClassSession;
let staff: Caller;
const clients: Client[] = [];

beforeAll(async () => {
  app = await openTestApp({
    options: {
      onAnswered: (call) => {
        const change = matchChange(call);
        if (change) feed.note(change);
      },
    },
  });
  feed = openChangeFeed(app.context);
  endLive = openLive(app.server, app.context, app.options, feed);
});
afterAll(async () => {
  await endLive();
  await app.close();
});
afterEach(() => {
  for (const client of clients.splice(0)) client.disconnect();
});

beforeEach(async () => {
  const { db } = app.database;
  teacher = await buildTeacher(db);
  student = await buildStudent(db, { schoolId: teacher.schoolId, name: 'Ayu' });
  course = await buildCourse(db, { teacher, students: [student] });
  session = await buildOpenSession(db, { course });
  staff = await callAs(app, teacher);
});

function open(cookie: string | null, headers: Record<string, string> = {}, transports = ['websocket']): Client {
  const client: Client = io(app.url, {
    ...{ path: '/live', transports, forceNew: true, reconnection: false },
    extraHeaders: { ...(cookie && { Cookie: cookie }), ...headers },
  });
  clients.push(client);
  return client;
}
const isLetIn = (client: Client) =>
  new Promise<boolean>((resolve) => {
    client.on('connect', () => setTimeout(() => resolve(client.connected), 100));
    client.on('connect_error', () => resolve(false));
  });
const watch = (client: Client, sessionId = session.id): Promise<WatchAnswer> =>
  client.timeout(5000).emitWithAck('watch', { session_id: sessionId });
const next = (client: Client) =>
  new Promise<RosterRows>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('nothing came')), 5000);
    client.once('roster', (rows) => {
      clearTimeout(timer);
      resolve(rows);
    });
  });
const markByHand = (status = 'present', who = staff) =>
  who.post(`/api/class_sessions/${session.id}/records/${student.id}`, { status, reason: 'seen here' });

describe('a live roster', () => {
  it.each([[['websocket']], [['polling']]])('tells a mark by %s', async (transports) => {
    const client = open(staff.cookie, {}, transports);
    expect(await watch(client)).toEqual({ success: true });
    const rows = next(client);
    await markByHand().expect(200);
    const { session_id, items } = await rows;
    expect(session_id).toBe(session.id);
    const roster = (await staff.get(`/api/class_sessions/${session.id}/roster`)).body.items;
    expect(items).toEqual(roster);
    expect(items.map((item) => RosterItem.parse(item).standing)).toEqual(['present']);
  });

  it('is told by another process as by its own', async () => {
    const client = open(staff.cookie);
    await watch(client);
    const rows = next(client);
    await app.database.db.attendanceRecord.create({
      data: {
        ...{ schoolId: teacher.schoolId, sessionId: session.id, studentId: student.id },
        ...{ method: 'manual', status: 'sick', state: 'confirmed', markedAt: new Date() },
      },
    });
    const elsewhere = openChangeFeed(app.context);
    elsewhere.note({ schoolId: teacher.schoolId, sessionId: session.id, studentId: student.id });
    expect((await rows).items).toMatchObject([{ standing: 'sick' }]);
  });

  it("tells a viewer what the viewer's roster says, and no more", async () => {
    const viewer = await callAs(app, await buildViewer(app.database.db, { schoolId: teacher.schoolId }));
    const client = open(viewer.cookie);
    await watch(client);
    const rows = next(client);
    await markByHand().expect(200);
    const roster = (await viewer.get(`/api/class_sessions/${session.id}/roster`)).body;
    expect((await rows).items).toEqual(roster.items);
    expect(roster.room_code).toBeNull();
  });

  it('says that it is stale when the session closes, and the list of sessions too', async () => {
    const client = open(staff.cookie);
    await watch(client);
    const [stale, sessions] = [vi.fn(), vi.fn()];
    client.on('stale', stale).on('sessions', sessions);
    await staff.post(`/api/class_sessions/${session.id}/close`, {}).expect(200);
    await vi.waitFor(() => expect(stale).toHaveBeenCalledWith({ session_id: session.id }), 4000);
    expect(sessions).toHaveBeenCalled();
  });

  it('tells nothing any more after leaving', async () => {
    const client = open(staff.cookie);
    await watch(client);
    client.emit('leave', { session_id: session.id });
    const heard = vi.fn();
    client.on('roster', heard);
    await markByHand().expect(200);
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('who may watch', () => {
  it('is who may see the roster: the same answer for an unknown session and for one of others', async () => {
    const { db } = app.database;
    const { schoolId } = teacher;
    const answer = async (person: Person, sessionId?: string) =>
      watch(open((await callAs(app, person)).cookie), sessionId);
    expect(await answer(await buildAdmin(db, { schoolId }))).toEqual({ success: true });
    expect(await answer(await buildViewer(db, { schoolId }))).toEqual({ success: true });
    const no = { success: false, code: 'not_found' };
    expect(await answer(await buildTeacher(db, { schoolId }))).toEqual(no);
    expect(await answer(await buildAdmin(db))).toEqual(no);
    expect(await answer(teacher, '01890000-0000-7000-8000-000000000000')).toEqual(no);
    expect(await answer(teacher, 'nonsense')).toEqual(no);
  });

  it('is no student, no stranger, and no page of another site', async () => {
    expect(await isLetIn(open((await callAs(app, student)).cookie))).toBe(false);
    expect(await isLetIn(open(null))).toBe(false);
    expect(await isLetIn(open((await callAs(app, null)).cookie))).toBe(false);
    expect(await isLetIn(open(staff.cookie, { Origin: 'https://elsewhere.example' }))).toBe(false);
    expect(await isLetIn(open(staff.cookie, { 'Sec-Fetch-Site': 'cross-site' }))).toBe(false);
    expect(await isLetIn(open(staff.cookie, { Origin: 'http://localhost:3000' }))).toBe(true);
  });

  it.each([
    ['loses the role', () => app.database.db.person.update({ where: { id: teacher.id }, data: { role: 'student' } })],
    ['is deactivated', () => app.database.db.person.update({ where: { id: teacher.id }, data: { isActive: false } })],
    ['signs out', () => staff.post('/api/sign_out', {}).expect(200)],
  ])('is nobody any more who %s: the next mark is not told', async (_what, lose) => {
    const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: teacher.schoolId }));
    const client = open(staff.cookie);
    expect(await watch(client)).toEqual({ success: true });
    const [heard, gone] = [vi.fn(), vi.fn()];
    client.on('roster', heard).on('disconnect', gone);
    await lose();
    await markByHand('present', admin).expect(200);
    await vi.waitFor(() => expect(gone).toHaveBeenCalled(), 3000);
    expect(heard).not.toHaveBeenCalled();
  });

  it("is no staff of a session any more when the course is another teacher's", async () => {
    const { db } = app.database;
    const other = await buildTeacher(db, { schoolId: teacher.schoolId });
    const client = open(staff.cookie);
    await watch(client);
    const [heard, ended] = [vi.fn(), vi.fn()];
    client.on('roster', heard).on('ended', ended);
    await db.course.update({ where: { id: course.id }, data: { teacherId: other.id } });
    await markByHand('present', await callAs(app, other)).expect(200);
    await vi.waitFor(() => expect(ended).toHaveBeenCalledWith({ session_id: session.id }), 3000);
    expect(heard).not.toHaveBeenCalled();
  });
});

describe('what makes no sense', () => {
  it('is answered or cut, and nothing falls over', async () => {
    const client = open(staff.cookie);
    const raw = (...args: unknown[]) => Reflect.apply(client.emit, client, args);
    for (const nonsense of [
      null,
      7,
      'x',
      [],
      { session_id: 7 },
      { session_id: 'x'.repeat(5000) },
      { __proto__: null },
    ]) {
      raw('watch', nonsense);
      raw('leave', nonsense);
      raw('watch', nonsense, 'no function');
      raw('unknown', nonsense);
    }
    const answer = await new Promise((resolve) => raw('watch', { session_id: {} }, resolve));
    expect(answer).toEqual({ success: false, code: 'invalid_request' });
  });

  it('in too great a number ends the socket', async () => {
    const client = open(staff.cookie);
    await watch(client);
    const gone = vi.fn();
    client.on('disconnect', gone);
    for (let i = 0; i < 200; i += 1) client.emit('leave', { session_id: session.id });
    await vi.waitFor(() => expect(gone).toHaveBeenCalled(), 3000);
  });

  it('as broken frames and handshakes leaves the server as it was', async () => {
    const frames = [
      '',
      '4',
      '40{',
      '42["watch"',
      '42[1]',
      '451-["watch",{"_placeholder":true,"num":0}]',
      '9',
      'b####',
      '\u0000',
    ];
    for (const frame of frames) await sendFrame(staff.cookie, frame);
    for (const line of [
      'GET /live/?EIO=4&transport=websocket HTTP/1.1',
      'GET /live/?EIO=99&transport=x HTTP/1.1',
      'POST /live/?EIO=4&transport=polling&sid=x HTTP/1.1',
      'GET /live/?sid=%00&EIO=4&transport=polling HTTP/1.1',
      'GET /other HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade',
    ]) {
      await sendLine(line);
    }
    const client = open(staff.cookie);
    expect(await watch(client)).toEqual({ success: true });
    const rows = next(client);
    await markByHand().expect(200);
    expect((await rows).items).toHaveLength(1);
  });
});

/** One text frame to a socket of its own, after its handshake. */
async function sendFrame(cookie: string, text: string): Promise<void> {
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`, {
    headers: { Cookie: cookie },
  } as never);
  await new Promise<void>((resolve) => {
    socket.onopen = () => {
      socket.send('40');
      socket.send(text);
      setTimeout(() => socket.close(), 50);
    };
    socket.onclose = () => resolve();
    socket.onerror = () => resolve();
  });
}

async function sendLine(line: string): Promise<void> {
  const { port, hostname } = new URL(app.url);
  await new Promise<void>((resolve) => {
    const socket = connect(Number(port), hostname, () => socket.write(`${line}\r\nHost: ${hostname}\r\n\r\n`));
    socket.on('error', () => resolve()).on('close', () => resolve());
    setTimeout(() => socket.destroy(), 150);
  });
}
