import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildAdmin, buildOpenSession } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openOfflinePhone } from '#test/offline-phone.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

it('a deactivated student marks no more, not by a key either, and stands on rosters that began before only', async () => {
  const { student, session, course, phone } = await openMarkScene(app);
  const offline = openOfflinePhone(app, phone);
  const now = Date.now();
  await offline.fetchTickets();
  app.setNow(new Date(now + 60_000));
  const kept = await offline.capture(session.id, new Date(now + 30_000));
  const admin = await callAs(app, await buildAdmin(app.database.db, { schoolId: student.schoolId }));
  await admin.post(`/api/people/${student.id}/deactivate`, { reason: 'left the school' }).expect(200);

  await phone.caller.post('/api/session_attendance/challenge', { session_id: session.id }).expect(401);
  const sent = await offline.send(kept);
  expect([sent.status, sent.body.code]).toEqual([401, 'device_not_recognised']);
  expect(await app.database.db.attendanceRecord.count({ where: { studentId: student.id } })).toBe(0);

  const startsAt = new Date(now + 120_000);
  const later = await buildOpenSession(app.database.db, { course, startsAt, endsAt: new Date(now + 3_600_000) });
  app.setNow(new Date(now + 180_000));
  const roster = async ({ id }: { id: string }) =>
    (await admin.get(`/api/class_sessions/${id}/roster`).expect(200)).body.items.some(
      (item: { student: { id: string } }) => item.student.id === student.id,
    );
  expect([await roster(session), await roster(later)]).toEqual([true, false]);
  await admin.post(`/api/people/${student.id}/reactivate`, {}).expect(200);
  expect(await roster(later)).toBe(true);
});
