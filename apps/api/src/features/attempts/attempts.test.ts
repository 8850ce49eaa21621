import { parse } from 'csv-parse/sync';
import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildAttempt, buildSchool } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildWorld } from '#test/two-schools.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

async function pages(admin: Caller, query: string): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Response = await admin.get(`/api/attempts?${query}${cursor && `&cursor=${cursor}`}`).expect(200);
    expect(page.body.items.length).toBeLessThanOrEqual(50);
    ids.push(...page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.next_cursor;
  }
  return ids;
}

describe('the attempt log', () => {
  it('comes newest first in pages of 50 without a gap or a double, also within one millisecond', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const start = Date.now() - 60_000;
    for (let index = 0; index < 120; index += 1) {
      await buildAttempt(app.database.db, { school, createdAt: new Date(start + Math.floor(index / 40)) });
    }
    const rows = await app.database.db.attendanceAttempt.findMany({
      where: { schoolId: school.id },
      orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      select: { id: true },
    });
    expect(await pages(admin, '')).toEqual(rows.map(({ id }) => id));
    const { body } = await admin.get('/api/attempts').expect(200);
    expect(body).toMatchObject({ per_page: 50, total: 120, total_is_exact: true });
  });

  it('counts exactly up to 10,000 and says when it stopped', async () => {
    const school = await buildSchool(app.database.db);
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const many = (count: number) => app.database.db.$executeRaw`
      insert into attendance_attempts
        (id, school_id, claimed_session_id, student_name, method, success, reason, code, checks, address, created_at)
      select gen_random_uuid(), ${school.id}::uuid, 'x', 'x', 'face', false, 'No face', 'x', '[]', '', now()
      from generate_series(1, ${count}::int)`;
    await many(10_000);
    const full = await admin.get('/api/attempts').expect(200);
    expect([full.body.total, full.body.total_is_exact]).toEqual([10_000, true]);
    await many(1);
    const over = await admin.get('/api/attempts').expect(200);
    expect([over.body.total, over.body.total_is_exact]).toEqual([10_000, false]);
  });

  it('is filtered by session, student, outcome, reason and time, also all at once', async () => {
    const { school, admin, student, session, attempt } = await buildWorld(app.database.db);
    const caller = await callAs(app, admin);
    const accepted = await buildAttempt(app.database.db, {
      school,
      sessionId: session.id,
      studentId: student.id,
      success: true,
      reason: 'Accepted',
      code: 'present',
      createdAt: new Date('2026-03-02T10:00:00Z'),
    });
    const lost = await buildAttempt(app.database.db, {
      school,
      claimedSessionId: 'gone',
      createdAt: new Date('2026-03-01T10:00:00Z'),
    });
    expect(await pages(caller, '')).toEqual([attempt.id, accepted.id, lost.id]);
    expect(await pages(caller, `session_id=${session.id}`)).toEqual([attempt.id, accepted.id]);
    expect(await pages(caller, 'session_id=gone')).toEqual([lost.id]);
    expect(await pages(caller, `student_id=${student.id}`)).toEqual([attempt.id, accepted.id]);
    for (const unknown of ['student_id=nobody', 'signal_id=nothing', 'session_id=never']) {
      const { body } = await caller.get(`/api/attempts?${unknown}`).expect(404);
      expect(body.fields[0].path).toBe(unknown.split('=')[0]);
    }
    expect(await pages(caller, 'success=true')).toEqual([accepted.id]);
    expect(await pages(caller, 'success=false')).toEqual([attempt.id, lost.id]);
    expect(await pages(caller, 'reason=Accepted')).toEqual([accepted.id]);
    expect(await pages(caller, 'from=2026-03-01T10:00:00Z&to=2026-03-02T10:00:00Z')).toEqual([lost.id]);
    const all = `session_id=${session.id}&student_id=${student.id}&success=true&reason=Accepted&from=2026-03-02T00:00:00Z`;
    expect(await pages(caller, all)).toEqual([accepted.id]);
  });

  it.each([
    'x',
    'e30',
    'W10',
    btoa('["2026-03-02T10:00:00.000Z","x"]'),
    btoa('["yesterday","01890000-0000-7000-8000-000000000000"]'),
  ])('refuses %s as a cursor', async (cursor) => {
    const admin = await callAs(app, await buildAdmin(app.database.db));
    const { body } = await admin.get(`/api/attempts?cursor=${cursor}`).expect(400);
    expect(body.fields[0].path).toBe('cursor');
  });

  it('shows distances in the detail only, and audits who looked', async () => {
    const { school, admin, student } = await buildWorld(app.database.db);
    const caller = await callAs(app, admin);
    const check = { check: 12, name: 'face', outcome: 'failed', detail: { distance: 0.71, threshold: 0.5 } };
    const attempt = await buildAttempt(app.database.db, {
      school,
      studentId: student.id,
      faceDistance: 0.71,
      distanceM: 12.5,
      checks: [check],
      challengeId: 'a challenge',
      client: { version: '0.1.0', camera: 'Virtual camera' },
    });
    const list = await caller.get('/api/attempts').expect(200);
    expect(JSON.stringify(list.body)).not.toMatch(/0\.71|12\.5|face_distance|Virtual camera/);
    const { body } = await caller.get(`/api/attempts/${attempt.id}`).expect(200);
    expect(body).toMatchObject({
      face_distance: 0.71,
      distance_m: 12.5,
      challenge_id: 'a challenge',
      client: { version: '0.1.0', camera: 'Virtual camera', screen: null },
      checks: [check],
    });
    const audits = await readAudit(app.database.db, { subjectId: attempt.id });
    expect(audits.map(({ action, actorId }) => [action, actorId])).toEqual([['attempt.viewed', admin.id]]);
    expect(JSON.stringify(audits)).not.toContain('0.71');
  });
});

describe('the log as a file', () => {
  it('has every attempt of the filters with its distances, and is written to the audit before and after', async () => {
    const { school, admin, student } = await buildWorld(app.database.db);
    const caller = await callAs(app, admin);
    const seen = {
      school,
      studentId: student.id,
      studentName: '=cmd()',
      faceDistance: 0.71,
      distanceM: 12.5,
      latitude: -6.2,
    };
    for (let count = 0; count < 3; count += 1) await buildAttempt(app.database.db, seen);
    await buildAttempt(app.database.db, { school, studentName: 'Another' });
    const { body, headers } = await caller
      .post('/api/attempt_files', { format: 'csv', language: 'en', student_id: student.id, reason: 'Face mismatch' })
      .responseType('blob')
      .expect(200);
    expect(headers['content-disposition']).toMatch(
      /^attachment; filename="Built-School_Attempts_\d{4}-\d\d-\d\d\.csv"/,
    );
    const rows: Record<string, string>[] = parse(body, { bom: true, columns: true });
    const own = rows.filter((row) => row['Face distance'] === '0.71');
    expect(own).toHaveLength(3);
    expect(own[0]).toMatchObject({
      ...{ Student: "'=cmd()", Latitude: '-6.2', 'Distance from the place (m)': '12.5', 'Time zone': 'Asia/Jakarta' },
      ...{ Accepted: 'No', Reason: 'Face mismatch' },
    });
    expect(rows.every((row) => row['Student id'] === student.id)).toBe(true);
    const audits = await readAudit(app.database.db, { schoolId: school.id, actorId: admin.id });
    expect(audits.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['attempts.exported', 'attempts.export_ended']),
    );
    expect(audits.find(({ action }) => action === 'attempts.export_ended')?.after).toMatchObject({
      ...{ format: 'csv', rows: rows.length, is_whole: true },
    });
  });

  it("knows nothing of another school's sessions, students and signals", async () => {
    const [here, there] = [await buildWorld(app.database.db), await buildWorld(app.database.db)];
    const caller = await callAs(app, here.admin);
    for (const filter of [
      { session_id: there.session.id },
      { student_id: there.student.id },
      { signal_id: there.signal.id },
    ]) {
      await caller.post('/api/attempt_files', { format: 'csv', language: 'en', ...filter }).expect(404);
    }
  });
});
