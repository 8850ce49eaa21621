import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import request from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { putMessage } from '#features/outbox/put-message.ts';
import { buildSchool, buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { createDiskProbe } from './probe-disk.ts';

const token = 'a token of the tests that is long';
const folder = mkdtempSync(path.join(os.tmpdir(), 'hadir-metrics-'));
let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ options: { metricsToken: token, dataFolder: folder } });
});
afterAll(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

async function read(name: string): Promise<string[]> {
  const { text } = await request(app.url).get('/metrics').set('Authorization', `Bearer ${token}`).expect(200);
  return text.split('\n').filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

const numberAt = (lines: string[], labels: string) =>
  Number(
    lines
      .find((line) => line.includes(labels))
      ?.split(' ')
      .at(-1) ?? 0,
  );

describe('metrics', () => {
  it('do not exist without the token, nor where none is set', async () => {
    const absent = await request(app.url).get('/nothing-like-this').expect(404);
    const plain = { ...absent.body, request_id: '' };
    for (const header of ['', 'Bearer ', `Bearer ${token}x`, `bearer ${token}`, token]) {
      const { body, status } = await request(app.url).get('/metrics').set('Authorization', header);
      expect([status, { ...body, request_id: '' }]).toEqual([404, plain]);
    }
    // With a web app, whose page answers addresses that nobody else has.
    const web = mkdtempSync(path.join(os.tmpdir(), 'hadir-web-'));
    writeFileSync(path.join(web, 'index.html'), '<!doctype html>');
    const other = await openTestApp({ options: { webFolder: web } });
    await request(other.url).get('/anything').set('Accept', '*/*').expect(200);
    await request(other.url).get('/metrics').set('Accept', '*/*').expect(404);
    await request(other.url).get('/metrics').set('Authorization', 'Bearer undefined').expect(404);
    await request(other.url).get('/metrics').set('Authorization', 'Bearer null').expect(404);
    await other.close();
    rmSync(web, { recursive: true });
  });

  it('count requests by route and refusals by code, and name nobody', async () => {
    const person = await buildStudent(app.database.db, { name: 'Neema Countable' });
    const caller = await callAs(app, person);
    const before = [await read('hadir_refusals_total'), await read('hadir_requests_total')];
    await request(app.url).get('/api/me').expect(401);
    await caller.start('post', '/api/sign_out').set('X-CSRF-Token', 'another').send({}).expect(403);
    await caller.post('/api/sign_out', { large: 'x'.repeat(300_000) }).expect(413);
    await caller.get(`/api/people?search=${person.id}`);
    await caller.get(`/api/attempts/${person.id}`).expect(403);
    const after = [await read('hadir_refusals_total'), await read('hadir_requests_total')];
    const more = (at: number, labels: string) => numberAt(after[at] ?? [], labels) - numberAt(before[at] ?? [], labels);
    expect(more(0, 'code="not_signed_in"')).toBe(1);
    expect(more(0, 'code="csrf_refused"')).toBe(1);
    expect(more(0, 'code="body_too_large"')).toBe(1);
    expect(more(1, 'method="GET",route="/api/attempts/:id",status="403"')).toBe(1);
    const { text } = await request(app.url).get('/metrics').set('Authorization', `Bearer ${token}`);
    for (const secret of [person.id, 'Neema', person.email ?? '', person.schoolId, '127.0.0.1']) {
      expect(text).not.toContain(secret);
    }
  });

  it('count marks by their outcome and limits by their code', async () => {
    const { phone, session } = await openMarkScene(app);
    const before = await read('hadir_marks_total');
    await phone.mark(session.id);
    await phone.mark(session.id);
    const after = await read('hadir_marks_total');
    const more = (labels: string) => numberAt(after, labels) - numberAt(before, labels);
    expect([more('outcome="present"'), more('outcome="already_marked"')]).toEqual([1, 1]);
    const limited = await read('hadir_refusals_total');
    for (let round = 0; round < 9; round += 1) await phone.send(null, '{}');
    expect(numberAt(await read('hadir_refusals_total'), 'code="retry_later"')).toBeGreaterThan(
      numberAt(limited, 'code="retry_later"'),
    );
  });

  it('tell how the outbox does', async () => {
    await app.database.db.outboxMessage.deleteMany();
    const { id: schoolId } = await buildSchool(app.database.db);
    await putMessage(app.database.db, { schoolId, topic: 'nobody knows', payload: {} });
    await putMessage(app.database.db, { schoolId, topic: 'attempt.kept', payload: {} });
    await app.database.db.outboxMessage.updateMany({ where: { topic: 'attempt.kept' }, data: { tries: 10 } });
    const lines = await read('hadir_outbox_messages');
    expect([numberAt(lines, 'waiting'), numberAt(lines, 'dead')]).toEqual([1, 1]);
  });
});

describe('the age of the oldest audit row that is not sealed', () => {
  it('is told', async () => {
    const { db } = app.database;
    const { id: schoolId } = await buildSchool(db);
    await db.$executeRaw`DELETE FROM audit_unsealed`;
    await db.$executeRaw`
      INSERT INTO audit_entries (id, school_id, action, subject_type, subject_id, payload_hash, created_at)
      VALUES (gen_random_uuid(), ${schoolId}::uuid, 'sign_in.failed', 'person', 'x', '\\x00', now() - interval '50 seconds')`;
    expect(Math.round(numberAt(await read('hadir_audit_unsealed_seconds'), 'hadir') / 10)).toBe(5);
    await db.$executeRaw`DELETE FROM audit_unsealed`;
    expect(numberAt(await read('hadir_audit_unsealed_seconds'), 'hadir')).toBe(0);
  });
});

describe('health', () => {
  it('tells that work was given up', async () => {
    const { body } = await request(app.url).get('/health').expect(200);
    expect(body).toMatchObject({ status: 'ok', disk: 'ok', outbox: 'stuck' });
  });

  it('is not well where the data folder cannot be written', async () => {
    const gone = path.join(folder, 'a file');
    writeFileSync(gone, '');
    const other = await openTestApp({ options: { dataFolder: gone } });
    const { body } = await request(other.url).get('/health').expect(503);
    expect(body).toMatchObject({ code: 'unavailable', message: 'The disk cannot be written.' });
    await other.close();
  });

  it('writes one probe for however many ask, and leaves none behind', async () => {
    const probe = createDiskProbe(folder);
    const asked = [probe(), probe(), probe()];
    expect(new Set(asked).size).toBe(1);
    expect(await Promise.all(asked)).toEqual([true, true, true]);
    rmSync(folder, { recursive: true });
    expect(await probe()).toBe(true);
    expect(await createDiskProbe(folder)()).toBe(false);
  });
});
