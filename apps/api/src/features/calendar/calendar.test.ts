import { pino } from 'pino';
import request from 'supertest';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildCourse, buildPlace, buildSchool, buildSession, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { describeZone } from './describe-zone.ts';

let app: TestApp;
const now = new Date('2026-03-10T09:00:00Z');
const lines: string[] = [];
let isClockBroken = false;
beforeAll(async () => {
  const log = pino({ level: 'debug' }, { write: (line: string) => void lines.push(line) });
  const clock = () => {
    if (isClockBroken) throw new Error('the clock is broken');
    return now;
  };
  app = await openTestApp({ context: { log, now: clock } });
});
afterAll(async () => app.close());

const pathOf = (address: string) => new URL(address).pathname;
const read = (path: string) => request(app.url).get(path);
const linesOf = (text: unknown) => String(text).replace(/\r\n /g, '').split('\r\n');

async function scene() {
  const { db } = app.database;
  const school = await buildSchool(db, { timeZone: 'Europe/Berlin', name: 'Schule; am, See' });
  const [teacher, student] = [await buildTeacher(db, { school }), await buildStudent(db, { school })];
  const course = await buildCourse(db, { teacher, code: 'BIO', students: [student] });
  const place = await buildPlace(db, { school, name: 'Halle' });
  const session = (startsAt: string, given: object = {}) =>
    buildSession(db, {
      ...{ course, place, startsAt: new Date(startsAt), endsAt: new Date(Date.parse(startsAt) + 3600_000), ...given },
    });
  return { school, teacher, student, session };
}

async function feedOf(person: Person): Promise<string> {
  const { body } = await (await callAs(app, person)).post('/api/calendar_feed', {}).expect(200);
  return pathOf(body.address);
}

it('an address gives the own sessions of thirty days back and half a year ahead, in the zone, without a sign-in', async () => {
  const { student, session } = await scene();
  const shown = await session('2026-03-27T08:00:00Z', { title: 'Cells\nBEGIN:VEVENT', room: 'R1' });
  const summer = await session('2026-03-30T08:00:00Z');
  const gone = await session('2026-02-20T08:00:00Z', { cancelledAt: now });
  await session('2026-01-01T08:00:00Z');
  await session('2026-12-01T08:00:00Z');
  const { text, headers } = await read(await feedOf(student)).expect(200);
  expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
  const lines = linesOf(text);
  expect(lines.filter((line) => line.startsWith('UID:')).map((line) => line.slice(4, 40))).toEqual([
    gone.id,
    shown.id,
    summer.id,
  ]);
  expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20260327T090000');
  expect(lines).toContain('DTSTART;TZID=Europe/Berlin:20260330T100000');
  expect(lines.filter((line) => line.startsWith('STATUS:'))).toEqual([
    'STATUS:CANCELLED',
    'STATUS:CONFIRMED',
    'STATUS:CONFIRMED',
  ]);
  expect(lines.filter((line) => line === 'BEGIN:VEVENT')).toHaveLength(3);
  expect(lines).toContain('LOCATION:R1\\, Halle');
  expect(lines).toContain('NAME:Schule\\; am\\, See');
});

it('an address is of its owner alone, and of nobody who is off', async () => {
  const { db } = app.database;
  const { school, student, teacher, session } = await scene();
  const stranger = await buildStudent(db, { school });
  const own = await session('2026-03-20T08:00:00Z');
  const uid = `UID:${own.id}`;
  expect((await read(await feedOf(teacher))).text).toContain(uid);
  expect((await read(await feedOf(stranger))).text).not.toContain(uid);
  const path = await feedOf(student);
  expect((await read(path)).text).toContain(uid);
  await db.person.update({ where: { id: student.id }, data: { isActive: false } });
  expect((await read(path)).status).toBe(404);
  await db.person.update({ where: { id: student.id }, data: { isActive: true } });
  await db.school.update({ where: { id: school.id }, data: { stoppedAt: now } });
  expect((await read(path)).status).toBe(404);
});

it('a new address ends the one before, and can itself be ended; what never was is told apart by nobody', async () => {
  const { student } = await scene();
  const caller = await callAs(app, student);
  const first = await feedOf(student);
  const second = await feedOf(student);
  const known = await read(first);
  const unknown = await read(`/api/calendar_feeds/${'a'.repeat(43)}.ics`);
  expect([known.status, unknown.status]).toEqual([404, 404]);
  expect(Object.keys(JSON.parse(known.text))).toEqual(Object.keys(JSON.parse(unknown.text)));
  await read(second).expect(200);
  expect((await caller.get('/api/calendar_feed')).body.feed).toEqual({ created_at: now.toISOString() });
  await caller.delete('/api/calendar_feed').expect(200);
  await read(second).expect(404);
  expect((await caller.get('/api/calendar_feed')).body.feed).toBeNull();
  const rows = await app.database.db.calendarFeed.findMany({ where: { personId: student.id } });
  expect(JSON.stringify(rows)).not.toContain(second.slice(20, 40));
});

it('no log tells an address, neither that it was asked for nor that something went wrong', async () => {
  const path = await feedOf((await scene()).student);
  const shouted = path.replace('/api/calendar_feeds/', '/API/Calendar_Feeds/');
  lines.length = 0;
  isClockBroken = true;
  const [first, second] = [await read(path), await read(shouted)];
  isClockBroken = false;
  expect([first.status, second.status]).toEqual([500, 500]);
  const logged = lines.join('');
  expect(logged).toContain('the clock is broken');
  expect(logged.match(/"path":"\/api\/calendar_feeds\/\*"/gi)).toHaveLength(4);
  expect(logged).not.toContain(path.slice(-20));
});

it('guesses are limited', async () => {
  const path = `/api/calendar_feeds/${'b'.repeat(43)}.ics`;
  const answers: number[] = [];
  for (let tries = 0; tries < 25; tries += 1) answers.push((await read(path)).status);
  expect(answers.at(-1)).toBe(429);
});

it.each([
  ['Africa/Nairobi', 1],
  ['Europe/Berlin', 3],
  ['Asia/Kathmandu', 1],
])('the zone %s is described with its changes of a year', (zone, changes) => {
  const text = describeZone(zone, new Date('2026-01-01T00:00:00Z'), new Date('2027-01-01T00:00:00Z'));
  expect(text.match(/^BEGIN:(STANDARD|DAYLIGHT)/gm)).toHaveLength(changes);
  if (zone === 'Europe/Berlin') {
    expect(text).toContain('BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200');
    expect(text).toContain('BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100');
  }
});
