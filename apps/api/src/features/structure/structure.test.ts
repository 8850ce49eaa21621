import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function schoolWithAdmin() {
  const school = await buildSchool(app.database.db);
  const person = await buildAdmin(app.database.db, { school });
  return { school, person, admin: await callAs(app, person) };
}

async function withClass() {
  const scene = await schoolWithAdmin();
  const { body } = await scene.admin.post('/api/classes', { name: 'Form 1', level: 1 }).expect(200);
  return { ...scene, classId: String(body.id) };
}

describe('a class', () => {
  it('has a level of 1 to 12 and a name that is given once in a school, whatever the case', async () => {
    const { admin } = await withClass();
    const again = await admin.post('/api/classes', { name: 'FORM 1', level: 2 }).expect(409);
    expect(again.body).toMatchObject({ code: 'already_exists', fields: [{ path: 'name' }] });
    const other = await schoolWithAdmin();
    await other.admin.post('/api/classes', { name: 'Form 1', level: 12 }).expect(200);
    for (const level of [0, 13, 1.5, '1']) await admin.post('/api/classes', { name: 'F', level }).expect(400);
  });

  it('is made once of five at the same moment', async () => {
    const { admin } = await schoolWithAdmin();
    const answers = await Promise.all(
      ['form 2', 'Form 2', 'FORM 2', 'fORM 2', 'foRM 2'].map((name) => admin.post('/api/classes', { name, level: 2 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
  });

  it('is archived once nobody learns in it, and deleted once nobody ever did', async () => {
    const { admin, school, classId } = await withClass();
    const { id } = await buildStudent(app.database.db, { school, classId });
    const archive = async () => (await admin.patch(`/api/classes/${classId}`, { is_archived: true })).body;
    expect(await archive()).toMatchObject({ code: 'not_possible_now' });
    await admin.post(`/api/people/${id}/deactivate`, { reason: 'left school' }).expect(200);
    expect(await archive()).toMatchObject({ is_archived: true, students: 0 });
    expect((await admin.delete(`/api/classes/${classId}`).expect(409)).body.code).toBe('not_possible_now');
    await admin.patch(`/api/people/${id}`, { class_id: null, admission_number: 'ADM-1' }).expect(200);
    await admin.delete(`/api/classes/${classId}`).expect(200);
    await admin.delete(`/api/classes/${classId}`).expect(404);
    const rows = await readAudit(app.database.db, { subjectId: classId });
    expect(rows.map(({ action }) => action)).toEqual(['class.made', 'class.changed', 'class.deleted']);
  });

  it('is read by teachers and viewers and changed by admins only', async () => {
    const { school, classId } = await withClass();
    for (const person of [
      await buildTeacher(app.database.db, { school }),
      await buildTeacher(app.database.db, { school, role: 'viewer' }),
    ]) {
      const caller = await callAs(app, person);
      const { body } = await caller.get('/api/classes').expect(200);
      expect(body.items).toMatchObject([{ id: classId, name: 'Form 1', level: 1, students: 0, streams: [] }]);
      await caller.post('/api/classes', { name: 'Form 9', level: 9 }).expect(403);
      await caller.patch(`/api/classes/${classId}`, { name: 'Mine' }).expect(403);
    }
  });
});

describe('a stream', () => {
  it('has a name that is given once in its class and never more students than it holds', async () => {
    const { admin, classId } = await withClass();
    const made = await admin.post(`/api/classes/${classId}/streams`, { name: 'North', capacity: 2 }).expect(200);
    const stream_id = made.body.streams[0].id;
    await admin.post(`/api/classes/${classId}/streams`, { name: 'NORTH', capacity: 2 }).expect(409);
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((at) =>
        admin.post('/api/people', { name: 'S', admission_number: `N-${at}0`, class_id: classId, stream_id }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409, 409]);
    const refused = answers.find(({ status }) => status === 409)?.body;
    expect(refused).toMatchObject({ code: 'not_possible_now', fields: [{ path: 'stream_id', message: 'is full' }] });
    const lower = await admin.patch(`/api/streams/${stream_id}`, { capacity: 1 }).expect(409);
    expect(lower.body).toMatchObject({ code: 'not_possible_now', fields: [{ path: 'capacity' }] });
    const higher = await admin.patch(`/api/streams/${stream_id}`, { capacity: 3, name: 'South' }).expect(200);
    expect(higher.body.streams).toMatchObject([{ name: 'South', capacity: 3, students: 2 }]);
    expect((await admin.delete(`/api/streams/${stream_id}`).expect(409)).body.code).toBe('not_possible_now');
  });

  it('takes nobody back beyond what it holds', async () => {
    const { admin, school, classId } = await withClass();
    const made = await admin.post(`/api/classes/${classId}/streams`, { name: 'North', capacity: 1 });
    const stream_id = made.body.streams[0].id;
    const first = await buildStudent(app.database.db, { school, classId, streamId: stream_id });
    const second = await buildStudent(app.database.db, { school });
    await admin.post(`/api/people/${first.id}/deactivate`, { reason: 'a year abroad' }).expect(200);
    await admin.patch(`/api/people/${second.id}`, { class_id: classId, stream_id }).expect(200);
    const back = await admin.post(`/api/people/${first.id}/reactivate`, {}).expect(409);
    expect(back.body.fields).toEqual([{ path: 'stream_id', message: 'is full' }]);
    await admin.patch(`/api/people/${first.id}`, { stream_id: null }).expect(200);
    await admin.post(`/api/people/${first.id}/reactivate`, {}).expect(200);
  });

  it('belongs to its class: another class, another school and an archived class are unknown', async () => {
    const { admin, classId } = await withClass();
    const made = await admin.post(`/api/classes/${classId}/streams`, { name: 'North', capacity: 9 });
    const stream_id = made.body.streams[0].id;
    const { body: other } = await admin.post('/api/classes', { name: 'Form 2', level: 2 });
    const { body: archived } = await admin.post('/api/classes', { name: 'Form 3', level: 3 });
    await admin.patch(`/api/classes/${archived.id}`, { is_archived: true }).expect(200);
    const foreign = await withClass();
    const add = async (place: object) =>
      (await admin.post('/api/people', { name: 'S', admission_number: 'N-99', ...place })).body.fields;
    expect(await add({ class_id: other.id, stream_id })).toEqual([{ path: 'stream_id', message: 'is unknown' }]);
    expect(await add({ stream_id })).toEqual([{ path: 'stream_id', message: 'is unknown' }]);
    expect(await add({ class_id: foreign.classId })).toEqual([{ path: 'class_id', message: 'is unknown' }]);
    expect(await add({ class_id: archived.id })).toEqual([{ path: 'class_id', message: 'is unknown' }]);
    expect(await add({ class_id: 'none' })).toEqual([{ path: 'class_id', message: 'is unknown' }]);
    await foreign.admin.patch(`/api/streams/${stream_id}`, { name: 'Taken' }).expect(404);
    await foreign.admin.post(`/api/classes/${classId}/streams`, { name: 'Taken', capacity: 1 }).expect(404);
  });
});
