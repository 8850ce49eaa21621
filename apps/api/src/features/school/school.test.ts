import { setUpSchool as setUpEndpoint } from '@hadir/contract/school.ts';
import request from 'supertest';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { buildAdmin, buildSchool, buildStudent } from '#test/build.ts';
import { callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { setUpSchool } from './set-up-school.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp({ context: { setUpToken: 'a token that was printed' } });
});
afterEach(async () => app.database.clear());
afterAll(async () => app.close());

const first = {
  token: 'a token that was printed',
  school_name: 'First School',
  time_zone: 'Africa/Nairobi',
  name: 'First Admin',
  email: 'First@school.example',
  password: 'long enough 1',
};

describe('setting up', () => {
  it('makes the school with published policies and a join code, and signs its admin in', async () => {
    const agent = request.agent(app.url);
    const token = (await agent.get('/api/csrf')).body.token;
    const own = { 'Sec-Fetch-Site': 'same-origin', 'X-CSRF-Token': token };
    const me = await agent.post('/api/setup').set(own).send(first).expect(200);
    expect(me.body).toMatchObject({ role: 'admin', email: 'first@school.example', school: { name: 'First School' } });
    const { body } = await agent.get('/api/school').expect(200);
    expect(body.join_code).toMatch(/^[A-HJKMNP-Z2-9]{8}$/);
    expect(body).toMatchObject({ face_threshold: 0.5, default_radius_m: 100, plain_form: 'refuse' });
    expect(body.retention_policy).toMatch(/7 years[\s\S]*5 years[\s\S]*90 days/);
    const school = await app.database.db.school.findUniqueOrThrow({ where: { id: body.id } });
    expect(school.retentionPublishedAt).not.toBeNull();
    const [text, ...none] = await app.database.db.consentText.findMany();
    expect(text).toMatchObject({ version: 1, policy: 'self', text: body.consent_text, publishedById: me.body.id });
    expect(none).toEqual([]);
    const [audit] = await readAudit(app.database.db, { action: 'school.set_up' });
    expect(audit?.actorId).toBe(me.body.id);
    expect(JSON.stringify(audit)).not.toContain('long enough');
  });

  it('takes no other token, and none once a school exists', async () => {
    const stranger = await callAs(app, null);
    const wrong = await stranger.post('/api/setup', { ...first, token: 'a guess' }).expect(400);
    expect(wrong.body.code).toBe('link_invalid');
    await buildSchool(app.database.db);
    const late = await stranger.post('/api/setup', first).expect(400);
    expect(late.body.code).toBe('link_invalid');
    expect(await app.database.db.person.count()).toBe(0);
  });

  it('makes one school of five that are asked for at once', async () => {
    const client = { address: '', userAgent: null };
    const asked = [1, 2, 3, 4, 5].map((n) =>
      setUpSchool(app.context, setUpEndpoint.body.parse({ ...first, email: `a${n}@school.example` }), client),
    );
    const settled = await Promise.allSettled(asked);
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await app.database.db.school.count()).toBe(1);
    expect(await app.database.db.person.count()).toBe(1);
  });
});

describe('changing the school', () => {
  it('changes what is given, rotates the join code, and is audited with both values', async () => {
    const school = await buildSchool(app.database.db, { joinCode: 'OLDCODE2' });
    const admin = await callAs(app, await buildAdmin(app.database.db, { school }));
    const changed = await admin.patch('/api/school', { plain_form: 'review', face_threshold: 0.45 }).expect(200);
    expect(changed.body).toMatchObject({ plain_form: 'review', face_threshold: 0.45, join_code: 'OLDCODE2' });
    const rotated = await admin.patch('/api/school', { rotate_join_code: true }).expect(200);
    expect(rotated.body.join_code).not.toBe('OLDCODE2');
    const audits = await readAudit(app.database.db, { action: { startsWith: 'school.' } });
    expect(audits.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      {
        action: 'school.updated',
        before: { plain_form: 'refuse', face_threshold: 0.5 },
        after: { plain_form: 'review', face_threshold: 0.45 },
      },
      { action: 'school.join_code_rotated', before: {}, after: {} },
    ]);
    const stranger = await callAs(app, null);
    const late = { name: 'Late', email: 'late@school.example', password: 'long enough 1', join_code: 'OLDCODE2' };
    await stranger.post('/api/registration', late).expect(400);
    await stranger.post('/api/registration', { ...late, join_code: rotated.body.join_code }).expect(200);
  });

  it('another consent text or policy is a new version of the consent; the same again and nothing are none', async () => {
    const { db } = app.database;
    const school = await buildSchool(db);
    const admin = await callAs(app, await buildAdmin(db, { school }));
    const version = async () => (await db.school.findUniqueOrThrow({ where: { id: school.id } })).consentVersion;
    const text = await admin.patch('/api/school', { consent_text: ' First line.\r\n\r\nThird line. ' }).expect(200);
    expect([text.body.consent_text, await version()]).toEqual(['First line.\n\nThird line.', 2]);
    await admin.patch('/api/school', { consent_policy: 'guardian' }).expect(200);
    expect(await version()).toBe(3);
    const retention = await admin.patch('/api/school', { retention_policy: 'A year.' }).expect(200);
    expect(retention.body).toMatchObject({ consent_policy: 'guardian', retention_policy: 'A year.' });
    const published = (await db.school.findUniqueOrThrow({ where: { id: school.id } })).retentionPublishedAt;
    expect(published).not.toBeNull();
    await admin.patch('/api/school', { consent_policy: 'guardian', retention_policy: 'A year.' }).expect(200);
    await admin.patch('/api/school', {}).expect(200);
    expect(await version()).toBe(3);
    const texts = await db.consentText.findMany({ where: { schoolId: school.id }, orderBy: { version: 'asc' } });
    expect(texts.map(({ version, policy, text }) => [version, policy, text])).toEqual([
      [1, 'self', 'I agree.'],
      [2, 'self', 'First line.\n\nThird line.'],
      [3, 'guardian', 'First line.\n\nThird line.'],
    ]);
    expect(await db.auditEntry.count({ where: { action: 'school.updated' } })).toBe(3);
    for (const consent_text of ['', ' \n ', 'x'.repeat(5001), 'bell\u0007', 5, null]) {
      await admin.patch('/api/school', { consent_text }).expect(400);
    }
    expect(await version()).toBe(3);
  });
});

describe('what people are told', () => {
  it('is read by everybody of the school, the retention policy once an admin has published it', async () => {
    const { db } = app.database;
    const school = await buildSchool(db, { retentionPublishedAt: null });
    const admin = await callAs(app, await buildAdmin(db, { school }));
    const student = await callAs(app, await buildStudent(db, { school }));
    const consent = { version: 1, text: 'I agree.', policy: 'self' };
    const before = await student.get('/api/policies').expect(200);
    expect(before.body).toEqual({ school: school.name, consent, retention: null });
    expect((await admin.get('/api/school')).body.retention_published_at).toBeNull();
    await admin.patch('/api/school', { publish_policies: true }).expect(200);
    const after = await student.get('/api/policies').expect(200);
    expect(after.body).toMatchObject({ consent, retention: { text: 'Seven years.' } });
    const again = await admin.patch('/api/school', { publish_policies: true }).expect(200);
    expect(again.body.retention_published_at).toBe(after.body.retention.published_at);
    expect(await db.auditEntry.count({ where: { action: 'school.updated' } })).toBe(1);
  });

  it('is set up as the first admin wrote it', async () => {
    const stranger = await callAs(app, null);
    const words = { consent_policy: 'guardian', consent_text: 'Please.', retention_policy: 'A week.' };
    await stranger.post('/api/setup', { ...first, ...words }).expect(200);
    const school = await app.database.db.school.findFirstOrThrow({ include: { consentTexts: true } });
    expect(school).toMatchObject({ consentPolicy: 'guardian', consentText: 'Please.', retentionPolicy: 'A week.' });
    expect(school.consentTexts).toMatchObject([{ version: 1, policy: 'guardian', text: 'Please.' }]);
  });
});
