import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AttendanceStatus, ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildSession, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';

let app: TestApp;
let teacher: Person;
let admin: Person;
let student: Person;
let course: Course;
let session: ClassSession;
let asTeacher: Caller;
let asAdmin: Caller;
let asStudent: Caller;
const hour = 3600_000;
const day = 24 * hour;
const ago = (ms: number) => new Date(Date.now() - ms);

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  teacher = await buildTeacher(db, { name: 'Teacher One' });
  const { schoolId } = teacher;
  admin = await buildAdmin(db, { schoolId, name: 'Admin One' });
  student = await buildStudent(db, { schoolId, name: 'Ayu' });
  course = await buildCourse(db, { teacher, students: [student] });
  await db.enrollment.updateMany({ where: { courseId: course.id }, data: { createdAt: ago(100 * day) } });
  session = await held(2 * hour);
  asTeacher = await callAs(app, teacher);
  asAdmin = await callAs(app, admin);
  asStudent = await callAs(app, student);
});

const held = (agoMs: number) =>
  buildSession(app.database.db, {
    ...{ course, startsAt: ago(agoMs), endsAt: ago(agoMs - hour), openedAt: ago(agoMs), isActive: true },
  });
const ask = (wanted: AttendanceStatus = 'present', at = session, who = asStudent) =>
  who.post('/api/correction_requests', { session_id: at.id, wanted, reason: 'I was there' });
const decide = (id: string, decision: 'accept' | 'refuse', who = asTeacher) =>
  who.post(`/api/correction_requests/${id}/decide`, { decision, reason: 'Seen in the room' });
const record = (at = session, of = student) =>
  app.database.db.attendanceRecord.findUnique({
    where: { sessionId_studentId: { sessionId: at.id, studentId: of.id } },
  });
const ownItem = async () => (await asStudent.get('/api/attendance_records')).body.items[0];

describe('a request', () => {
  it('is accepted by a teacher of the course: that is a correction, and the student sees the answer', async () => {
    expect(await ownItem()).toMatchObject({ status: 'absent', request: null, may_ask: true });
    const asked = await ask().expect(200);
    expect(await ownItem()).toMatchObject({ request: { state: 'open', wanted: 'present' }, may_ask: false });
    expect((await asTeacher.get('/api/corrections/count')).body).toEqual({ requests: 1, proposals: 0 });
    const { items } = (await asTeacher.get('/api/correction_requests')).body;
    expect(items).toMatchObject([{ student: { name: 'Ayu' }, standing: 'absent', wanted: 'present', state: 'open' }]);
    const decided = await decide(asked.body.id, 'accept').expect(200);
    expect(decided.body).toMatchObject({ state: 'accepted', standing: 'present', decided_by: 'Teacher One' });
    expect(await ownItem()).toMatchObject({
      ...{ status: 'present', state: 'confirmed', method: 'manual', may_ask: true },
      request: { state: 'accepted', decision_reason: 'Seen in the room' },
    });
    const history = (await asStudent.get(`/api/attendance_records/${session.id}/history`)).body;
    expect(history).toMatchObject({
      marked: null,
      items: [{ by: 'Teacher One', before: null, after: { status: 'present' }, was_asked: true }],
    });
    const actions = (await readAudit(app.database.db, { schoolId: teacher.schoolId })).map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining(['correction.requested', 'attendance.marked_by_hand', 'correction.accepted']),
    );
  });

  it('is refused with a reason and changes nothing', async () => {
    const { body } = await ask('sick').expect(200);
    expect((await decide(body.id, 'refuse').expect(200)).body).toMatchObject({ state: 'refused', standing: 'absent' });
    expect(await record()).toBeNull();
    expect((await ask('sick').expect(200)).body.state).toBe('open');
  });

  it('is decided once, also by two at the same moment', async () => {
    const { body } = await ask().expect(200);
    const answers = await Promise.all([
      decide(body.id, 'accept'),
      decide(body.id, 'refuse', asAdmin),
      decide(body.id, 'accept', asAdmin),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect(answers.filter(({ status }) => status === 409).map(({ body }) => body.code)).toEqual(
      Array(2).fill('already_decided'),
    );
  });

  it('waits one at a time, also when two are sent at once, and can be taken back', async () => {
    const both = await Promise.all([ask('present'), ask('late')]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 409]);
    const open = both.find(({ status }) => status === 200)?.body;
    expect(both.find(({ status }) => status === 409)?.body.code).toBe('already_exists');
    const withdraw = () => asStudent.post(`/api/correction_requests/${open.id}/withdraw`, {});
    expect((await withdraw().expect(200)).body.state).toBe('withdrawn');
    expect((await withdraw()).body.code).toBe('already_decided');
    expect((await decide(open.id, 'accept')).body.code).toBe('already_decided');
    await ask('late').expect(200);
  });

  it('is about classes of the student that were held, within thirty days', async () => {
    const code = async (at: ClassSession, who = asStudent) => (await ask('present', at, who)).body.code;
    expect(await code(await held(31 * day))).toBe('not_possible_now');
    expect(await code(await held(-hour))).toBe('not_possible_now');
    expect((await ask('present', await held(29 * day))).status).toBe(200);
    const other = await callAs(app, await buildStudent(app.database.db, { schoolId: teacher.schoolId }));
    expect(await code(session, other)).toBe('not_found');
    const stranger = await callAs(app, await buildStudent(app.database.db));
    expect(await code(session, stranger)).toBe('not_found');
    await asTeacher.post(`/api/class_sessions/${session.id}/records/${student.id}`, {
      status: 'present',
      reason: 'seen',
    });
    expect(await code(session)).toBe('not_possible_now');
  });

  it('is no business of other teachers', async () => {
    const { body } = await ask().expect(200);
    const colleague = await callAs(app, await buildTeacher(app.database.db, { schoolId: teacher.schoolId }));
    expect((await decide(body.id, 'accept', colleague)).status).toBe(404);
    expect((await colleague.get('/api/correction_requests')).body.items).toEqual([]);
    expect((await colleague.get('/api/corrections/count')).body).toEqual({ requests: 0, proposals: 0 });
  });

  it('of an old session waits for a second person, whose answer it gets', async () => {
    const old = await held(8 * day);
    const { body } = await ask('present', old).expect(200);
    expect((await decide(body.id, 'accept').expect(200)).body).toMatchObject({ state: 'open', is_proposed: true });
    expect((await decide(body.id, 'refuse')).body.code).toBe('already_decided');
    expect(await record(old)).toBeNull();
    const [proposal] = (await asAdmin.get('/api/change_proposals')).body.items;
    expect(proposal).toMatchObject({ asked_by: 'Ayu', may_decide: true, proposed_by: { name: 'Teacher One' } });
    const agreed = await asAdmin.post(`/api/change_proposals/${proposal.id}/decide`, {
      decision: 'accept',
      reason: 'yes, agreed',
    });
    expect(agreed.body).toEqual({ state: 'accepted', outcomes: [{ student_id: student.id, outcome: 'changed' }] });
    expect((await asTeacher.get('/api/correction_requests?list=decided')).body.items).toMatchObject([
      { state: 'accepted', standing: 'present', decided_by: 'Admin One' },
    ]);
  });
});

async function classOf(count: number): Promise<Person[]> {
  const { db } = app.database;
  const people: Person[] = [];
  for (let i = 0; i < count; i += 1)
    people.push(await buildStudent(db, { schoolId: teacher.schoolId, name: `S ${i}` }));
  await db.enrollment.createMany({
    data: people.map(({ id }) => ({
      schoolId: course.schoolId,
      courseId: course.id,
      studentId: id,
      createdAt: ago(100 * day),
    })),
  });
  return people;
}
const setAll = (people: readonly Person[], more: object = {}, at = session, who = asTeacher) =>
  who.post(`/api/class_sessions/${at.id}/records`, {
    changes: people.map(({ id }) => ({ student_id: id, status: 'excused' })),
    reason: 'Sports day',
    ...more,
  });
const decideProposal = (id: string, who: Caller, decision = 'accept') =>
  who.post(`/api/change_proposals/${id}/decide`, { decision, reason: 'Agreed with it' });

describe('changes of many', () => {
  it('up to twenty are done at once, each with its history', async () => {
    const people = await classOf(20);
    const { body } = await setAll(people).expect(200);
    expect(body.proposal_id).toBeNull();
    expect(body.outcomes.map(({ outcome }: { outcome: string }) => outcome)).toEqual(Array(20).fill('changed'));
    expect(await app.database.db.recordRevision.count({ where: { schoolId: teacher.schoolId } })).toBe(20);
    const again = await setAll(people).expect(200);
    expect(new Set(again.body.outcomes.map(({ outcome }: { outcome: string }) => outcome))).toEqual(
      new Set(['unchanged']),
    );
  });

  it('leave alone who has a mark when only the unmarked are meant, and who is not in the course', async () => {
    const people = await classOf(3);
    const [first] = people;
    await asTeacher.post(`/api/class_sessions/${session.id}/records/${first?.id}`, {
      status: 'late',
      reason: 'seen late',
    });
    const stranger = await buildStudent(app.database.db, { schoolId: teacher.schoolId });
    const { body } = await setAll([...people, stranger], { only_unmarked: true }).expect(200);
    const of = (id: string | undefined) =>
      body.outcomes.find(({ student_id }: { student_id: string }) => student_id === id).outcome;
    expect(people.map(({ id }) => of(id))).toEqual(['stale', 'changed', 'changed']);
    expect(of(stranger.id)).toBe('not_found');
    expect((await record(session, first))?.status).toBe('late');
  });

  it('over twenty wait for a second person, who is not the first one', async () => {
    const people = await classOf(21);
    const { body } = await setAll(people).expect(200);
    expect(await app.database.db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(0);
    expect((await asTeacher.get('/api/corrections/count')).body.proposals).toBe(0);
    expect((await asAdmin.get('/api/corrections/count')).body.proposals).toBe(1);
    expect((await decideProposal(body.proposal_id, asTeacher)).status).toBe(403);
    const [first] = people;
    await asTeacher.post(`/api/class_sessions/${session.id}/records/${first?.id}`, {
      status: 'late',
      reason: 'seen late',
    });
    const agreed = await decideProposal(body.proposal_id, asAdmin).expect(200);
    const outcomes = agreed.body.outcomes.map(({ outcome }: { outcome: string }) => outcome);
    expect(outcomes.toSorted()).toEqual([...Array(20).fill('changed'), 'stale']);
    expect((await record(session, first))?.status).toBe('late');
    expect((await decideProposal(body.proposal_id, asAdmin)).body.code).toBe('already_decided');
    const path = `/api/class_sessions/${session.id}/records/${people[1]?.id}/history`;
    expect((await asTeacher.get(path)).body.items).toMatchObject([
      { by: 'Admin One', proposed_by: 'Teacher One', reason: 'Sports day', after: { status: 'excused' } },
    ]);
  });

  it('are decided by one of two who decide at once', async () => {
    const { db } = app.database;
    const other = await callAs(app, await buildAdmin(db, { schoolId: teacher.schoolId }));
    const { body } = await setAll(await classOf(21)).expect(200);
    const answers = await Promise.all([
      decideProposal(body.proposal_id, asAdmin),
      decideProposal(body.proposal_id, other, 'refuse'),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('of an old session wait for a second person whatever the number, and cannot be slipped in by hand', async () => {
    const old = await held(8 * day);
    const path = `/api/class_sessions/${old.id}/records/${student.id}`;
    const alone = await asTeacher.post(path, { status: 'present', reason: 'was there' });
    expect([alone.status, alone.body.code]).toEqual([409, 'second_person_needed']);
    const { body } = await setAll([student], {}, old).expect(200);
    expect(body.outcomes).toEqual([{ student_id: student.id, outcome: 'proposed' }]);
    expect((await asTeacher.post(`/api/change_proposals/${body.proposal_id}/withdraw`, {})).body.state).toBe(
      'withdrawn',
    );
    expect((await decideProposal(body.proposal_id, asAdmin)).body.code).toBe('already_decided');
    expect(await record(old)).toBeNull();
  });

  it('two at once on the same rows end with the history of both and no fault of ours', async () => {
    const people = await classOf(6);
    const answers = await Promise.all([
      setAll(people),
      setAll(
        people.toReversed(),
        { changes: people.map(({ id }) => ({ student_id: id, status: 'sick' })) },
        session,
        asAdmin,
      ),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    const statuses = await app.database.db.attendanceRecord.groupBy({
      by: ['status'],
      where: { sessionId: session.id },
    });
    expect(statuses).toHaveLength(1);
  });

  it('names nobody twice, no nonsense, and no session of others', async () => {
    expect((await setAll([student, student])).body.code).toBe('invalid_request');
    expect((await setAll([])).body.code).toBe('invalid_request');
    expect((await setAll([{ ...student, id: 'nonsense' }])).status).toBe(404);
    expect((await setAll([await buildStudent(app.database.db)])).status).toBe(404);
    const colleague = await callAs(app, await buildTeacher(app.database.db, { schoolId: teacher.schoolId }));
    expect((await setAll([student], {}, session, colleague)).status).toBe(404);
  });
});

describe('the history of a record', () => {
  it('tells a student neither of flags nor what was written when a mark went back to review', async () => {
    const { db } = app.database;
    const { id } = await db.attendanceRecord.create({
      data: {
        ...{ schoolId: teacher.schoolId, sessionId: session.id, studentId: student.id },
        ...{ method: 'face', status: 'present', state: 'pending', markedAt: ago(hour) },
      },
    });
    const kept = (state: string) => ({ status: 'present', state, method: 'face', marked_at: ago(hour).toISOString() });
    await db.recordRevision.create({
      data: {
        ...{ schoolId: teacher.schoolId, recordId: id, changedById: teacher.id },
        ...{ before: kept('flagged'), after: kept('pending'), reason: 'the face of Budi' },
      },
    });
    const own = (await asStudent.get(`/api/attendance_records/${session.id}/history`)).body;
    expect(own).toMatchObject({
      marked: { method: 'face' },
      items: [{ before: { state: 'confirmed' }, after: { state: 'pending' }, reason: null }],
    });
    const staff = (await asTeacher.get(`/api/class_sessions/${session.id}/records/${student.id}/history`)).body;
    expect(staff.items).toMatchObject([{ before: { state: 'flagged' }, reason: 'the face of Budi' }]);
  });
});
