import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildSchool, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let teacher: Person;
let student: Person;
let asTeacher: Caller;
let asAdmin: Caller;
let phone: Phone;
const day = 24 * 3600 * 1000;

beforeAll(async () => {
  app = await openTestApp({ options: { trustProxy: 1 } });
});
afterAll(() => app.close());

beforeEach(async () => {
  app.setNow(null);
  const { db } = app.database;
  const school = await buildSchool(db, { consentPolicy: 'guardian', consentText: 'May we?' });
  teacher = await buildTeacher(db, { school });
  student = await buildStudent(db, { school, name: 'Amina Said' });
  await buildCourse(db, { teacher, students: [student] });
  asTeacher = await callAs(app, teacher);
  asAdmin = await callAs(app, await buildAdmin(db, { school }));
  phone = await openPhone(app, student);
  await phone.register();
});

const person = (end: string) => `/api/people/${student.id}/${end}`;
const records = () =>
  app.database.db.consentRecord.findMany({ where: { personId: student.id }, orderBy: { id: 'asc' } });
const template = () => app.database.db.faceTemplate.findUnique({ where: { personId: student.id } });
const changeSchool = (data: object) => app.database.db.school.update({ where: { id: student.schoolId }, data });
const hash = (text: string) => createHash('sha256').update(text).digest('hex');
let addresses = 0;

/** A guardian's browser, each behind an address of its own. */
async function guardian() {
  const stranger = await callAs(app, null);
  return (path: string, body: object) => {
    addresses += 1;
    return stranger
      .start('post', path)
      .set('X-Forwarded-For', `10.9.${addresses >> 8}.${addresses & 255}`)
      .send(body);
  };
}

async function makeLink(): Promise<string> {
  const { body } = await asTeacher.post(person('guardian_link'), {}).expect(200);
  expect(body.link).toMatch(/^http:\/\/localhost:3000\/guardian#[\w-]{43}$/);
  return String(body.link).split('#')[1] ?? '';
}

describe('where students consent themselves', () => {
  it('each enrolment keeps version, text, time and the own word; withdrawing says since when', async () => {
    await changeSchool({ consentPolicy: 'self' });
    await phone.enrol();
    await phone.enrol();
    const own = { version: 1, textHash: hash('May we?'), givenBy: 'self', guardianName: null, withdrawnAt: null };
    expect(await records()).toMatchObject([own, own]);
    expect((await phone.caller.delete('/api/face_template')).status).toBe(200);
    const ended = await records();
    expect(ended).toHaveLength(2);
    for (const { withdrawnAt } of ended) expect(withdrawnAt).not.toBeNull();
    expect(await template()).toBeNull();
  });

  it('a guardian is not asked', async () => {
    const token = await makeLink();
    await changeSchool({ consentPolicy: 'self' });
    const given = { guardian_name: 'Fatuma Said', version: 1 };
    for (const [end, body] of [
      ['guardian_consent', given],
      ['guardian_link', {}],
    ] as const) {
      const answer = await asTeacher.post(person(end), body);
      expect([answer.status, answer.body.code]).toEqual([409, 'not_possible_now']);
    }
    const late = await (await guardian())('/api/guardian_link/agree', { token, ...given, accepted: true });
    expect(late.body.code).toBe('link_invalid');
    expect(await records()).toEqual([]);
  });
});

describe('where guardians consent', () => {
  it("the student's own word is not enough, and the student sees what is missing", async () => {
    const answer = await phone.enrol();
    expect([answer.status, answer.body.code]).toEqual([400, 'consent_needed']);
    expect([await template(), await records()]).toEqual([null, []]);
    const { body } = await phone.caller.get('/api/face_template');
    expect(body).toMatchObject({ guardian_consent_at: null, consent: { policy: 'guardian' }, is_published: true });
  });

  it('staff write down what a guardian said, and the student can enrol', async () => {
    const given = await asTeacher.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 1 });
    expect(given.body).toMatchObject({
      has_guardian_consent: true,
      items: [{ given_by: 'guardian_staff', guardian_name: 'Fatuma Said', recorded_by: teacher.name, version: 1 }],
    });
    expect((await phone.caller.get('/api/face_template')).body.guardian_consent_at).not.toBeNull();
    expect((await phone.enrol()).status).toBe(200);
    const [record, ...more] = await records();
    expect(record).toMatchObject({ givenBy: 'guardian_staff', recordedById: teacher.id, textHash: hash('May we?') });
    expect(more).toEqual([]);
    expect((await template())?.consentedAt).toEqual(record?.givenAt);
    const [audit] = await readAudit(app.database.db, { action: 'consent.given', subjectId: student.id });
    expect(audit).toMatchObject({ actorId: teacher.id, after: { guardian_name: 'Fatuma Said', version: 1 } });
    expect((await phone.enrol(undefined, { version: 1, accepted: false })).body.code).toBe('consent_needed');
  });

  it('another text asks again for new enrolments and leaves the earlier one', async () => {
    await asTeacher.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 1 }).expect(200);
    await phone.enrol();
    await asAdmin.patch('/api/school', { consent_text: 'Another text.' }).expect(200);
    expect((await template())?.consentVersion).toBe(1);
    expect((await phone.enrol(undefined, { version: 2, accepted: true })).body.code).toBe('consent_needed');
    const old = await asTeacher.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 1 });
    expect([old.status, old.body.code]).toEqual([400, 'consent_needed']);
    await asAdmin.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 2 }).expect(200);
    expect((await phone.enrol(undefined, { version: 2, accepted: true })).status).toBe(200);
  });

  it("staff withdraw on the guardian's word: the face goes, the record stays", async () => {
    await asTeacher.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 1 }).expect(200);
    await phone.enrol();
    const token = await makeLink();
    const word = { guardian_name: 'Fatuma Said', reason: 'Asked by telephone' };
    const { body } = await asTeacher.post(person('consent/withdraw'), word).expect(200);
    expect(body).toMatchObject({ has_guardian_consent: false, open_link_until: null });
    expect(await template()).toBeNull();
    const kept = await records();
    expect(kept).toHaveLength(1);
    expect(kept[0]?.withdrawnAt).not.toBeNull();
    const [audit] = await readAudit(app.database.db, { action: 'face_template.withdrawn', subjectId: student.id });
    expect(audit).toMatchObject({ actorId: teacher.id, reason: 'Asked by telephone' });
    expect((await phone.enrol()).body.code).toBe('consent_needed');
    expect((await (await guardian())('/api/guardian_link', { token })).body.code).toBe('link_invalid');
  });

  it('with a confirmed face is withdrawn by an admin only: any teacher may enrol any student in a course', async () => {
    const { db } = app.database;
    await asTeacher.post(person('guardian_consent'), { guardian_name: 'Fatuma Said', version: 1 }).expect(200);
    await phone.enrol();
    await db.faceTemplate.update({ where: { personId: student.id }, data: { state: 'confirmed' } });
    const other = await buildTeacher(db, { schoolId: student.schoolId });
    await buildCourse(db, { teacher: other, students: [student] });
    const word = { guardian_name: 'Fatuma Said', reason: 'Asked by telephone' };
    for (const caller of [asTeacher, await callAs(app, other)]) {
      const refused = await caller.post(person('consent/withdraw'), word);
      expect([refused.status, refused.body.code]).toEqual([409, 'not_possible_now']);
    }
    expect((await template())?.state).toBe('confirmed');
    expect((await records())[0]?.withdrawnAt).toBeNull();
    await asAdmin.post(person('consent/withdraw'), word).expect(200);
    expect(await template()).toBeNull();
  });

  it("is seen by the student's own staff, and every look is audited", async () => {
    const { body } = await asTeacher.get(person('consents')).expect(200);
    expect(body).toEqual({
      student: { id: student.id, name: 'Amina Said' },
      policy: 'guardian',
      version: 1,
      refusals: [],
      has_guardian_consent: false,
      items: [],
      open_link_until: null,
    });
    expect(
      await app.database.db.auditEntry.count({ where: { action: 'consents.viewed', subjectId: student.id } }),
    ).toBe(1);
  });
});

describe('the link for a guardian', () => {
  it('shows the text, is agreed to once, and lets the student enrol', async () => {
    const token = await makeLink();
    const ask = await guardian();
    const shown = await ask('/api/guardian_link', { token }).expect(200);
    expect(shown.body).toMatchObject({
      school: 'Built School',
      student: 'Amina Said',
      consent: { version: 1, text: 'May we?' },
      retention_policy: 'Seven years.',
    });
    const agreement = { token, guardian_name: ' Fatuma Said ', version: 1, accepted: true };
    const answers = await Promise.all([1, 2, 3].map(() => ask('/api/guardian_link/agree', agreement)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400, 400]);
    expect(await records()).toMatchObject([
      { givenBy: 'guardian_link', guardianName: 'Fatuma Said', recordedById: null, textHash: hash('May we?') },
    ]);
    expect((await phone.enrol()).status).toBe(200);
    const [audit] = await readAudit(app.database.db, { action: 'consent.given', subjectId: student.id });
    expect(audit).toMatchObject({ actorId: null, after: { given_by: 'guardian_link' } });
    expect(JSON.stringify(await readAudit(app.database.db, { subjectId: student.id }))).not.toContain(token);
  });

  it('takes a no, once: staff see it, and a consent that stands stays', async () => {
    const given = { guardian_name: 'Fatuma Said', version: 1 };
    await asTeacher.post(person('guardian_consent'), given).expect(200);
    const word = { token: await makeLink(), guardian_name: ' Juma Said ', version: 1 };
    const ask = await guardian();
    expect((await ask('/api/guardian_link/refuse', { ...word, version: 2 })).body.code).toBe('consent_needed');
    const answers = await Promise.all([1, 2].map(() => ask('/api/guardian_link/refuse', word)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 400]);
    expect((await ask('/api/guardian_link/agree', { ...word, accepted: true })).body.code).toBe('link_invalid');
    const { body } = await asTeacher.get(person('consents')).expect(200);
    expect(body).toMatchObject({
      has_guardian_consent: true,
      open_link_until: null,
      refusals: [{ guardian_name: 'Juma Said', version: 1, refused_at: expect.any(String) }],
    });
    const [audit] = await readAudit(app.database.db, { action: 'consent.refused', subjectId: student.id });
    expect(audit).toMatchObject({ actorId: null, after: { guardian_name: 'Juma Said', version: 1 } });
    await makeLink();
    expect((await asTeacher.get(person('consents'))).body.refusals).toHaveLength(1);
  });

  it('wrong, used, replaced and expired look the same', async () => {
    const ask = await guardian();
    const replaced = await makeLink();
    const used = await makeLink();
    const agree = (token: string) =>
      ask('/api/guardian_link/agree', { token, guardian_name: 'Fatuma Said', version: 1, accepted: true });
    expect((await agree(used)).status).toBe(200);
    const expired = await makeLink();
    app.setNow(new Date(Date.now() + 14 * day + 1));
    const bodies = new Set<string>();
    for (const token of ['nothing', replaced, used, expired]) {
      for (const answer of [await ask('/api/guardian_link', { token }), await agree(token)]) {
        bodies.add(JSON.stringify([answer.status, { ...answer.body, request_id: '' }]));
      }
    }
    expect([...bodies]).toHaveLength(1);
    expect([...bodies][0]).toContain('link_invalid');
    expect(await records()).toHaveLength(1);
  });

  it('that is agreed to while staff end it waits for them, and then has ended', async () => {
    const token = await makeLink();
    const ask = await guardian();
    const client = await app.database.pool.connect();
    try {
      await client.query('BEGIN');
      await client.query('SELECT id FROM people WHERE id = $1 FOR NO KEY UPDATE', [student.id]);
      const word = { token, guardian_name: 'Fatuma Said', version: 1, accepted: true };
      const agreeing = ask('/api/guardian_link/agree', word).then((answer) => answer);
      await wait(400);
      await client.query('DELETE FROM guardian_links WHERE person_id = $1', [student.id]);
      await client.query('COMMIT');
      expect((await agreeing).body.code).toBe('link_invalid');
    } finally {
      client.release();
    }
  });

  it('is guessed twenty times a minute from one address, and read by a whole class of guardians behind it', async () => {
    const stranger = await callAs(app, null);
    const ask = (token: string) =>
      stranger.start('post', '/api/guardian_link').set('X-Forwarded-For', '10.8.0.1').send({ token });
    const token = await makeLink();
    for (let count = 0; count < 30; count += 1) expect((await ask(token)).status).toBe(200);
    for (let count = 0; count < 20; count += 1) expect((await ask('a guess')).status).toBe(400);
    expect((await ask('a guess')).status).toBe(429);
  });

  it('asks again when the text changed between reading and agreeing, and still works', async () => {
    const token = await makeLink();
    await asAdmin.patch('/api/school', { consent_text: 'Another text.' }).expect(200);
    const ask = await guardian();
    const agree = (version: number) =>
      ask('/api/guardian_link/agree', { token, guardian_name: 'Fatuma Said', version, accepted: true });
    expect((await agree(1)).body.code).toBe('consent_needed');
    expect((await agree(2)).status).toBe(200);
    expect(await records()).toMatchObject([{ version: 2, textHash: hash('Another text.') }]);
  });
});

describe('before the school has published what it keeps', () => {
  it('nobody enrols and no guardian is asked', async () => {
    await changeSchool({ retentionPublishedAt: null, consentPolicy: 'self' });
    const answer = await phone.enrol();
    expect([answer.status, answer.body.code]).toEqual([409, 'policy_not_published']);
    expect((await phone.caller.get('/api/face_template')).body.is_published).toBe(false);
    await changeSchool({ consentPolicy: 'guardian' });
    expect((await asTeacher.post(person('guardian_link'), {})).body.code).toBe('policy_not_published');
    const given = { guardian_name: 'Fatuma Said', version: 1 };
    expect((await asTeacher.post(person('guardian_consent'), given)).body.code).toBe('policy_not_published');
    await asAdmin.patch('/api/school', { publish_policies: true, consent_policy: 'self' }).expect(200);
    expect((await phone.enrol(undefined, { version: 2, accepted: true })).status).toBe(200);
  });
});
