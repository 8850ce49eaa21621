import { afterAll, beforeAll, expect, it } from 'vitest';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { buildWorld } from '#test/two-schools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

it('a viewer reads who is there, and neither the room code nor what spoke against a mark', async () => {
  const { db } = app.database;
  const world = await buildWorld(db);
  const { record, session, classmate } = world;
  await db.attendanceRecord.update({ where: { id: record.id }, data: { reviewReasons: ['shared_device'] } });
  const path = `/api/class_sessions/${session.id}/roster`;
  const asTeacher = (await (await callAs(app, world.teacher)).get(path).expect(200)).body;
  const asViewer = (await (await callAs(app, world.viewer)).get(path).expect(200)).body;

  const rowOf = (roster: typeof asViewer) =>
    roster.items.find(({ student }: { student: { id: string } }) => student.id === classmate.id);
  expect(rowOf(asTeacher)).toMatchObject({ record: { review_reasons: ['shared_device'] }, waiting_key: {} });
  expect(asTeacher.room_code).not.toBeNull();
  expect(rowOf(asViewer)).toMatchObject({
    ...{ standing: rowOf(asTeacher).standing, waiting_key: null, last_refusal: null },
    record: { id: record.id, review_reasons: [], template_id: null },
  });
  expect([asViewer.room_code, asViewer.counts]).toEqual([null, asTeacher.counts]);
});
