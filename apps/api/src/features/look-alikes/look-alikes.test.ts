import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { type Face, moved } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, openReadyPhone, type Phone } from '#test/phone.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let teacher: Person;
let known: Person;
let newcomer: Person;
let knownPhone: Phone;
let admin: Caller;
let newSession: () => Promise<ClassSession>;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  teacher = await buildTeacher(db);
  known = await buildStudent(db, { schoolId: teacher.schoolId, name: 'Known' });
  newcomer = await buildStudent(db, { schoolId: teacher.schoolId, name: 'Newcomer' });
  knownPhone = await openReadyPhone(app, known);
  admin = await callAs(app, await buildAdmin(db, { schoolId: teacher.schoolId, name: 'Ada' }));
  const course = await buildCourse(db, { teacher, students: [newcomer] });
  newSession = () => buildOpenSession(db, { course });
});

async function enrolAs(student: Person, face: Face): Promise<Phone> {
  const phone = await openPhone(app, student, face);
  await phone.register();
  const { status, body } = await phone.enrol();
  expect([status, body]).toEqual([200, { state: 'provisional' }]);
  return phone;
}

const templateOf = ({ id }: Person) => app.database.db.faceTemplate.findUnique({ where: { personId: id } });
const openOnes = async () => (await admin.get('/api/look_alikes').expect(200)).body.items;
const verdictOn = (id: string, body: object) => admin.post(`/api/look_alikes/${id}/verdict`, body);

describe("a face that comes close to somebody else's", () => {
  it('is held, and the person is told nothing', async () => {
    const phone = await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    expect(await templateOf(newcomer)).toMatchObject({ state: 'provisional', hold: 'duplicate_face' });
    const own = await phone.caller.get('/api/face_template');
    expect(own.body).toMatchObject({ state: 'provisional' });
    expect(JSON.stringify(own.body)).not.toMatch(/hold|held|duplicate/);
    expect((await phone.mark((await newSession()).id)).body).toMatchObject({ success: true, state: 'pending' });
  });

  it('cannot be confirmed by a teacher nor past the question, and staff see why', async () => {
    await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const path = `/api/people/${newcomer.id}/face_template/confirm`;
    for (const caller of [await callAs(app, teacher), admin]) {
      const { status, body } = await caller.post(path, {});
      expect([status, body.code]).toEqual([409, 'not_possible_now']);
      expect(body.message).toContain('admin');
    }
    const { body } = await admin.get('/api/people?face=held').expect(200);
    expect(body.items).toMatchObject([{ id: newcomer.id, face: 'provisional', face_problem: 'held' }]);
  });

  it('shows the admin both people and how close they are in a word, and that somebody looked', async () => {
    await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const [item, ...rest] = await openOnes();
    expect(rest).toEqual([]);
    expect(item).toMatchObject({
      person: { id: newcomer.id, name: 'Newcomer', face: 'provisional', has_photo: false },
      other: { id: known.id, name: 'Known', face: 'confirmed' },
      is_open: true,
      verdict: null,
    });
    expect(item.likeness).toBe('same');
    expect(JSON.stringify(item)).not.toMatch(/distance|radius/);
    const views = await readAudit(app.database.db, { schoolId: teacher.schoolId, action: 'look_alikes.viewed' });
    expect(views).toHaveLength(1);
  });

  it('of different people goes on, once nothing about it is open', async () => {
    const third = await buildStudent(app.database.db, { schoolId: teacher.schoolId, name: 'Third' });
    await enrolAs(third, moved(knownPhone.face, 0.25));
    await enrolAs(newcomer, moved(knownPhone.face, 0.1));
    const mine = (await openOnes()).filter((item: { person: { id: string } }) => item.person.id === newcomer.id);
    expect(mine).toHaveLength(2);
    const [one, two] = mine;
    const { body } = await verdictOn(one.id, { verdict: 'different', reason: 'cousins' }).expect(200);
    const [audited] = await readAudit(app.database.db, { schoolId: teacher.schoolId, action: 'look_alike.decided' });
    expect(audited?.before).toEqual({ template_id: (await templateOf(newcomer))?.id, likeness: 'same' });
    expect(body).toMatchObject({ is_open: false, verdict: 'different', reason: 'cousins', decided_by: 'Ada' });
    expect((await templateOf(newcomer))?.hold).toBe('duplicate_face');
    await verdictOn(two.id, { verdict: 'different', reason: 'cousins' }).expect(200);
    expect((await templateOf(newcomer))?.hold).toBeNull();
    const staff = await callAs(app, teacher);
    await staff.post(`/api/people/${newcomer.id}/face_template/confirm`, {}).expect(200);
    const again = await verdictOn(one.id, { verdict: 'twins', reason: 'changed my mind' });
    expect([again.status, again.body.code]).toEqual([409, 'already_decided']);
    expect((await admin.get('/api/look_alikes?state=closed')).body.items).toHaveLength(2);
  });

  it('of twins goes on, and never has to wait for the same pair again', async () => {
    const phone = await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const [item] = await openOnes();
    await verdictOn(item.id, { verdict: 'twins', reason: 'twin brothers' }).expect(200);
    const { body } = await admin.get('/api/twins').expect(200);
    expect(body.items).toMatchObject([{ reason: 'twin brothers', approved_by: 'Ada' }]);
    expect(body.items[0].people.map(({ name }: { name: string }) => name).sort()).toEqual(['Known', 'Newcomer']);
    expect((await phone.enrol()).status).toBe(200);
    expect((await templateOf(newcomer))?.hold).toBeNull();
    await admin.delete(`/api/twins/${body.items[0].id}`).expect(200);
    expect((await phone.enrol()).status).toBe(200);
    expect((await templateOf(newcomer))?.hold).toBe('duplicate_face');
  });

  it.each([
    ['person', 'none', 'confirmed'],
    ['other', 'provisional', 'none'],
  ])('of one person: the face of the %s is deleted for good', async (rejected, newcomers, others) => {
    await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const [item] = await openOnes();
    const gone = await templateOf(rejected === 'person' ? newcomer : known);
    const { body } = await verdictOn(item.id, { verdict: 'same_person', rejected, reason: 'his own brother' });
    expect(body).toMatchObject({ person: { face: newcomers }, other: { face: others }, verdict: 'same_person' });
    expect(app.context.vault.find(gone?.id ?? '')).toBeNull();
    expect((await templateOf(newcomer))?.hold ?? null).toBeNull();
    const [row] = await readAudit(app.database.db, { schoolId: teacher.schoolId, action: 'face_template.rejected' });
    expect(row).toMatchObject({ subjectId: gone?.personId, reason: 'his own brother' });
  });

  it('of one person: what the deleted face has marked is asked again, and its confirmations count no more', async () => {
    const phone = await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const marks = { studentId: newcomer.id };
    const [confirmed, waiting] = [await newSession(), await newSession()];
    for (const { id } of [confirmed, waiting]) expect((await phone.mark(id)).body.state).toBe('pending');
    const staff = await callAs(app, teacher);
    const decide = (body: object) =>
      staff.post(`/api/class_sessions/${confirmed.id}/records/${newcomer.id}`, body).expect(200);
    await decide({ decision: 'confirm', reason: 'seen' });
    const rates = async () => {
      const { body } = await admin.get('/api/review_rates').expect(200);
      return body.items.find(({ reason }: { reason: string }) => reason === 'held_face');
    };
    expect(await rates()).toMatchObject({ decided: 1, confirmed: 1 });
    const [item] = await openOnes();
    await verdictOn(item.id, { verdict: 'same_person', reason: 'his own brother' }).expect(200);
    const records = await app.database.db.attendanceRecord.findMany({ where: marks, include: { revisions: true } });
    expect(records.map(({ state }) => state)).toEqual(['pending', 'pending']);
    for (const { reviewReasons, revisions } of records) {
      expect(reviewReasons).toContain('held_face');
      expect(revisions.at(-1)?.reason).toBe('his own brother');
    }
    const audited = await readAudit(app.database.db, { schoolId: teacher.schoolId, action: 'attendance.asked_again' });
    expect(audited).toHaveLength(2);
    expect(await rates()).toMatchObject({ decided: 0, confirmed: 0 });
    await decide({ decision: 'reject', reason: 'not him' });
    expect(await rates()).toMatchObject({ decided: 1, confirmed: 0, rejected: 1 });
  });

  it('of one person: a face that the other has enrolled since is not the one that was compared', async () => {
    await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const [item] = await openOnes();
    await knownPhone.enrol();
    const since = await templateOf(known);
    const verdict = { verdict: 'same_person', rejected: 'other', reason: 'his own brother' };
    const { status, body } = await verdictOn(item.id, verdict);
    expect([status, body.code]).toEqual([409, 'not_possible_now']);
    expect(await templateOf(known)).toEqual(since);
    expect(await app.database.db.duplicateFace.findUnique({ where: { id: item.id } })).toMatchObject({ verdict: null });
  });

  it('that is gone before anybody decided is closed', async () => {
    const phone = await enrolAs(newcomer, moved(knownPhone.face, 0.2));
    const [item] = await openOnes();
    await phone.caller.delete('/api/face_template').expect(200);
    expect(await openOnes()).toEqual([]);
    const { status, body } = await verdictOn(item.id, { verdict: 'different', reason: 'cousins' });
    expect([status, body.code]).toEqual([409, 'not_possible_now']);
  });

  it('is nobody’s rival while it is held', async () => {
    const { db } = app.database;
    await enrolAs(newcomer, moved(knownPhone.face, 0.1));
    const course = await buildCourse(db, { teacher, students: [known, newcomer] });
    for (let i = 0; i < 3; i += 1) {
      const session = await buildOpenSession(db, { course });
      const { body } = await knownPhone.mark(session.id);
      expect(body).toMatchObject({ success: true, state: 'present' });
    }
  });
});

it('who is unlike everybody is not held, nor by another school, nor by an own earlier face', async () => {
  const elsewhere = await buildStudent(app.database.db);
  await enrolAs(elsewhere, moved(knownPhone.face, 0.1));
  expect((await templateOf(elsewhere))?.hold).toBeNull();
  const phone = await enrolAs(newcomer, moved(knownPhone.face, 0.7));
  expect((await phone.enrol()).status).toBe(200);
  expect((await templateOf(newcomer))?.hold).toBeNull();
  expect(await openOnes()).toEqual([]);
});

it('of people who enrol one face at the same instant all but one are held', async () => {
  const students = await Promise.all(
    [...Array(6)].map(() => buildStudent(app.database.db, { schoolId: teacher.schoolId })),
  );
  const face = moved(knownPhone.face, 1);
  const phones = await Promise.all(students.map((student) => openPhone(app, student, face)));
  await Promise.all(phones.map((phone) => phone.register()));
  await Promise.all(phones.map((phone) => phone.enrol()));
  const holds = (await Promise.all(students.map(templateOf))).map((template) => template?.hold);
  expect(holds.filter((hold) => hold === null)).toHaveLength(1);
  expect(holds.filter((hold) => hold === 'duplicate_face')).toHaveLength(5);
});

it('two admins who decide at once: one does', async () => {
  await enrolAs(newcomer, moved(knownPhone.face, 0.2));
  const [item] = await openOnes();
  const verdicts = ['different', 'twins', 'same_person', 'different'];
  const answers = await Promise.all(verdicts.map((verdict) => verdictOn(item.id, { verdict, reason: 'at once' })));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
});

it('twins by hand are two students of the school, once', async () => {
  const pair = { person_ids: [newcomer.id, known.id], reason: 'sisters' };
  const { body } = await admin.post('/api/twins', pair).expect(200);
  expect(body).toMatchObject({ reason: 'sisters', approved_by: 'Ada' });
  const twice = await admin.post('/api/twins', { ...pair, person_ids: pair.person_ids.toReversed() });
  expect([twice.status, twice.body.code]).toEqual([409, 'already_exists']);
  const foreign = await buildStudent(app.database.db);
  for (const other of [known.id, teacher.id, foreign.id, 'x']) {
    const { status, body: no } = await admin.post('/api/twins', { ...pair, person_ids: [known.id, other] });
    expect([status, no.code]).toEqual([404, 'not_found']);
  }
});
