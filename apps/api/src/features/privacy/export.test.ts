import { PersonExport } from '@hadir/contract/person-export.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildStudent, builtPassword } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildTraces } from '#test/traces.ts';
import { buildWorld } from '#test/two-schools.ts';

let app: TestApp;
let scene: MarkScene;
beforeAll(async () => {
  app = await openTestApp();
  scene = await openMarkScene(app);
  await scene.phone.mark(scene.session.id);
});
afterAll(() => app.close());

/** The bytes of a file. */
const download = (answer: ReturnType<typeof scene.phone.caller.get>) =>
  answer.buffer(true).parse((response, done) => {
    const parts: Buffer[] = [];
    response.on('data', (part: Buffer) => parts.push(part));
    response.on('end', () => done(null, Buffer.concat(parts)));
  });

describe('the own export', () => {
  it('holds account, face, phone, mark and attempt, and is audited', async () => {
    const { phone, student, course, session } = scene;
    const { status, body } = await phone.caller.get('/api/me/export');
    expect(status).toBe(200);
    expect(PersonExport.parse(body)).toMatchObject({
      account: { name: student.name, email: student.email, has_password: true },
      face: { state: 'confirmed', shots: [{ model: 'face-api-128', count: 5 }], kept_measurements: 1 },
      courses: [{ code: course.code }],
      attendance: [{ course: course.code, session: session.title, status: 'present', method: 'face' }],
      attempts: [{ accepted: true, latitude: expect.any(Number), device_hash: phone.deviceId }],
      phones: [{ state: 'active' }],
      consents: [{ given_by: 'self', withdrawn_at: null }],
    });
    expect(await readAudit(app.database.db, { action: 'person_export.made' })).toMatchObject([
      { actorId: student.id, subjectId: student.id, after: { format: 'json', records: 1, attempts: 1 } },
    ]);
  });

  it('holds no number of a face, no distance, no secret and nobody else', async () => {
    const { student, teacher } = scene;
    const text = JSON.stringify((await scene.phone.caller.get('/api/me/export')).body);
    expect(text).not.toMatch(/face_?[dD]istance|"distance"|scrypt|wrapped|"sealed"/);
    expect(text).not.toContain(teacher.name);
    expect(text).not.toContain(teacher.id);
    expect(text).not.toContain(String(student.passwordHash));
  });

  it('is to be had as PDF', async () => {
    const { status, headers, body } = await download(scene.phone.caller.get('/api/me/export/pdf'));
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    expect(headers['content-disposition']).toMatch(/^attachment; filename="Hadir_.*\.pdf"/);
    expect(body.subarray(0, 5).toString()).toBe('%PDF-');
    expect(body.subarray(-7).toString()).toContain('%%EOF');
    expect(body.length).toBeGreaterThan(5_000);
  });

  it('gives the numbers of the face for the password alone', async () => {
    const { caller } = scene.phone;
    const wrong = await caller.post('/api/me/export/face', { password: 'not this one' });
    expect(wrong.body.code).toBe('password_wrong');
    const { body } = await caller.post('/api/me/export/face', { password: builtPassword });
    expect(body.models).toMatchObject([{ model: 'face-api-128' }]);
    const [{ shots }] = body.models;
    expect([shots.length, shots[0].length]).toEqual([5, 128]);
    const faceless = await callAs(app, await buildStudent(app.database.db));
    const none = await faceless.post('/api/me/export/face', { password: builtPassword });
    expect(none.body.code).toBe('face_not_registered');
  });
});

it('an admin exports whoever is of the school, with every kind of row that there is', async () => {
  const world = await buildWorld(app.database.db);
  const student = await buildStudent(app.database.db, { schoolId: world.school.id, name: 'أمينة العلي' });
  await buildTraces(app, world, student.id);
  const admin = await callAs(app, world.admin);
  const { status, body } = await admin.get(`/api/people/${student.id}/export`);
  expect(status).toBe(200);
  const empty = Object.entries(body).filter(([, part]) => part === null || (Array.isArray(part) && part.length === 0));
  // A student teaches nothing, and nobody has looked or done anything before this.
  expect(empty.map(([name]) => name)).toEqual(['courses_taught', 'audit']);
  expect(JSON.stringify(body)).not.toContain(world.teacher.id);
  const file = await download(admin.get(`/api/people/${student.id}/export/pdf`));
  expect(file.headers['content-disposition']).toContain(encodeURIComponent('أمينة'));
  expect(file.body.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await readAudit(app.database.db, { action: 'person_export.made', subjectId: student.id })).toMatchObject([
    { actorId: world.admin.id, after: { format: 'json' } },
    { actorId: world.admin.id, after: { format: 'pdf' } },
  ]);
  const stranger = await callAs(app, await buildAdmin(app.database.db));
  expect((await stranger.get(`/api/people/${student.id}/export`)).status).toBe(404);
  const teacher = await callAs(app, world.teacher);
  expect((await teacher.get(`/api/people/${student.id}/export`)).body.code).toBe('not_allowed');
});
