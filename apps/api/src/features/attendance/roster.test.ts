import { countRoster } from '@hadir/contract/roster-counts.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildAdmin, buildCourse, buildOpenSession, buildPlace, buildStudent, buildTeacher } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { makeFace, picturesOf } from '#test/faces.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { openPhone, type Phone } from '#test/phone.ts';

let app: TestApp;
let teacher: Person;
let student: Person;
let course: Course;
let session: ClassSession;
let phone: Phone;
let staff: Caller;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());

beforeEach(async () => {
  const { db } = app.database;
  teacher = await buildTeacher(db, { name: 'Teacher One' });
  student = await buildStudent(db, { schoolId: teacher.schoolId, name: 'Ayu' });
  course = await buildCourse(db, { teacher, students: [student] });
  session = await buildOpenSession(db, { course });
  phone = await openPhone(app, student);
  await phone.register();
  await phone.enrol();
  staff = await callAs(app, teacher);
});

const path = () => `/api/class_sessions/${session.id}/records/${student.id}`;
const roster = async () => (await staff.get(`/api/class_sessions/${session.id}/roster`)).body;
const record = () => app.database.db.attendanceRecord.findFirst({ where: { studentId: student.id } });

describe('the roster', () => {
  it('says why the last mark was refused, in a word and without a distance', async () => {
    const place = await buildPlace(app.database.db, { schoolId: teacher.schoolId });
    await app.database.db.classSession.update({ where: { id: session.id }, data: { placeId: place.id } });
    const last = async () => (await roster()).items[0].last_refusal;
    const after = async (change: Record<string, unknown>) => {
      expect((await phone.mark(session.id, change)).body.success).toBe(false);
      return last();
    };
    const at = expect.any(String);
    expect(await after({ lat: -6.9 })).toEqual({ reason: 'Outside campus', why: 'outside', at });
    expect(await after({ descriptors: { 'face-api-128': Array(3).fill(phone.face) } })).toMatchObject({ why: 'still' });
    expect(await after({ descriptors: { 'face-api-128': picturesOf(makeFace(), 3) } })).toEqual({
      ...{ reason: 'Face mismatch', why: 'mismatch', at },
    });
    expect(await after({ client: undefined })).toEqual({ reason: 'Client too old', why: null, at });
  });

  it('shows who is missing, refused, pending and present, and the code while open', async () => {
    const other = await buildStudent(app.database.db, { schoolId: teacher.schoolId, name: 'Budi' });
    await app.database.db.enrollment.create({
      data: { schoolId: course.schoolId, courseId: course.id, studentId: other.id },
    });
    const second = await openPhone(app, student, phone.face);
    await second.register();
    await phone.mark(session.id, { descriptors: {} });
    expect(await roster()).toMatchObject({
      session: { id: session.id, phase: 'open', course: { id: course.id } },
      room_code: { code: expect.stringMatching(/^[0-9]{6}$/) },
      counts: { present: 0, pending: 0, missing: 2 },
      items: [
        {
          student: { id: student.id, name: 'Ayu', face: 'provisional' },
          record: null,
          last_refusal: { reason: 'No face', why: 'no_descriptor' },
          waiting_key: {
            id: second.keyId,
            label: 'Test phone (2)',
            replaces: null,
            origin: 'further',
            created_at: expect.stringMatching(/Z$/),
          },
        },
        { student: { id: other.id, name: 'Budi', face: 'none' }, record: null, last_refusal: null, waiting_key: null },
      ],
    });
    await phone.mark(session.id);
    expect(await roster()).toMatchObject({
      counts: { present: 0, pending: 1, missing: 1 },
      items: [
        { record: { state: 'pending', method: 'face', review_reasons: ['provisional_face', 'unconfirmed_key'] } },
        {},
      ],
    });
    await staff.post(`/api/class_sessions/${session.id}/close`, {});
    expect((await roster()).room_code).toBeNull();
  });

  it('tells no distance and no score', async () => {
    await phone.mark(session.id);
    const text = JSON.stringify(await roster());
    expect(text).not.toMatch(/distance|score|"lat"|"lng"|checks/);
  });

  it('is for the staff of the session only', async () => {
    const { db } = app.database;
    const url = `/api/class_sessions/${session.id}/roster`;
    const statusFor = async (person: Person | null) => (await (await callAs(app, person)).get(url)).status;
    expect(await statusFor(await buildAdmin(db, { schoolId: teacher.schoolId }))).toBe(200);
    expect(await statusFor(await buildTeacher(db, { schoolId: teacher.schoolId }))).toBe(404);
    expect(await statusFor(await buildAdmin(db))).toBe(404);
    expect(await statusFor(student)).toBe(403);
    expect(await statusFor(null)).toBe(401);
    expect((await staff.get('/api/class_sessions/nothing/roster')).status).toBe(404);
  });

  it('answers 500 students within half a second', async () => {
    const { db } = app.database;
    const { count } = await db.person.createMany({
      data: Array.from({ length: 500 }, (_, i) => ({
        schoolId: teacher.schoolId,
        role: 'student' as const,
        name: `Student ${i}`,
      })),
    });
    const people = await db.person.findMany({
      where: { schoolId: teacher.schoolId, name: { startsWith: 'Student ' } },
    });
    await db.enrollment.createMany({
      data: people.map(({ id }) => ({ schoolId: course.schoolId, courseId: course.id, studentId: id })),
    });
    await roster();
    const from = performance.now();
    expect((await roster()).items).toHaveLength(count + 1);
    expect(performance.now() - from).toBeLessThan(500);
  });

  it.each([
    ['nobody', [], {}],
    ['rejected is missing', [['present', 'rejected']], { missing: 1 }],
    ['flagged is present', [['late', 'flagged']], { present: 1, late: 1 }],
    ['sick is neither', [['sick', 'confirmed']], { sick: 1 }],
  ] as const)('counts: %s', (_, marks, counts) => {
    const items = marks.map(([status, state]) => ({
      student: { id: 'x', name: 'x', face: 'none' as const, is_face_off: false },
      record: {
        id: 'x',
        status,
        state,
        method: 'face' as const,
        marked_at: '',
        captured_at: null,
        review_reasons: [],
        decided_by: null,
        template_id: null,
      },
      last_refusal: null,
      waiting_key: null,
    }));
    const none = { present: 0, late: 0, excused: 0, sick: 0, pending: 0, missing: 0 };
    expect(countRoster(items)).toEqual({ ...none, ...counts });
  });
});

describe('the face of a mark', () => {
  const word = (what: string, body: object) => staff.post(`/api/people/${student.id}/face_template/${what}`, body);
  const template = () => app.database.db.faceTemplate.findUnique({ where: { personId: student.id } });

  it('is the one it was made with, also when another is enrolled before staff confirm', async () => {
    await phone.mark(session.id);
    const seen = (await roster()).items[0].record.template_id;
    expect(seen).toBe((await template())?.id);
    await phone.enrol();
    expect((await roster()).items[0].record.template_id).toBe(seen);
    for (const [what, body] of [
      ['confirm', { template_id: seen }],
      ['reject', { template_id: seen, reason: 'Not her' }],
      ['confirm', { template_id: 'nothing' }],
    ] as const) {
      const answer = await word(what, body);
      expect([what, answer.status, answer.body.code]).toEqual([what, 409, 'not_possible_now']);
    }
    const now = await template();
    expect(now?.state).toBe('provisional');
    const people = await staff.get('/api/people?search=Ayu');
    expect(people.body.items).toMatchObject([{ id: student.id, face: 'provisional', template_id: now?.id }]);
    expect((await word('confirm', { template_id: now?.id })).body).toEqual({ state: 'confirmed' });
    await phone.enrol();
    const third = { template_id: (await template())?.id, reason: 'Not her' };
    expect((await word('reject', third)).body).toEqual({ state: 'none' });
  });

  it('is none for a room code', async () => {
    const { room_code } = await roster();
    await phone.mark(session.id, { method: 'room_code', room_code: room_code.code, descriptors: {}, frames: [] });
    expect((await roster()).items[0].record).toMatchObject({ method: 'room_code', template_id: null });
  });
});

describe('deciding a pending mark', () => {
  it('confirms once, with history and audit', async () => {
    await phone.mark(session.id);
    const { body } = await staff.post(path(), { decision: 'confirm', reason: 'She is here' });
    expect(body.record).toMatchObject({ state: 'confirmed', method: 'face', decided_by: 'Teacher One' });
    const again = await staff.post(path(), { decision: 'confirm', reason: 'Once more' });
    expect([again.status, again.body.code]).toEqual([409, 'already_decided']);
    const { db } = app.database;
    const kept = await record();
    const revisions = await db.recordRevision.findMany({ where: { recordId: kept?.id ?? '' } });
    expect(revisions).toMatchObject([
      { before: { state: 'pending' }, after: { state: 'confirmed' }, reason: 'She is here', changedById: teacher.id },
    ]);
    const audit = await db.auditEntry.findMany({ where: { subjectId: kept?.id ?? '' }, orderBy: { createdAt: 'asc' } });
    expect(audit.map(({ action }) => action)).toEqual(['attendance.marked', 'attendance.confirmed']);
  });

  it('rejects, which frees the slot for another try', async () => {
    await phone.mark(session.id);
    const { body } = await staff.post(path(), { decision: 'reject', reason: 'Not her' });
    expect(body.record).toMatchObject({ state: 'rejected' });
    expect((await roster()).counts).toMatchObject({ present: 0, pending: 0, missing: 1 });
    const again = await phone.mark(session.id);
    expect(again.body.state).toBe('pending');
    expect(await record()).toMatchObject({ state: 'pending', decidedById: null, decisionReason: null });
    expect(await app.database.db.recordRevision.count({ where: { record: { studentId: student.id } } })).toBe(1);
  });

  it.each(['confirm', 'reject'])('two at once: one %ss', async (decision) => {
    await phone.mark(session.id);
    const answers = await Promise.all([1, 2, 3].map(() => staff.post(path(), { decision, reason: 'At once' })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('takes back a mark by hand; its history keeps it', async () => {
    await staff.post(path(), { status: 'late', reason: 'Wrong line' });
    const { status, body } = await staff.post(path(), { decision: 'reject', reason: 'Left before it began' });
    expect([status, body.record?.state]).toEqual([200, 'rejected']);
    expect((await roster()).counts).toMatchObject({ present: 0, pending: 0, missing: 1 });
    const revisions = await app.database.db.recordRevision.findMany({
      where: { record: { studentId: student.id } },
      orderBy: { changedAt: 'asc' },
    });
    expect(revisions.at(-1)).toMatchObject({
      before: { state: 'confirmed' },
      after: { state: 'rejected', decision_reason: 'Left before it began' },
    });
    expect((await staff.post(path(), { decision: 'confirm', reason: 'After all' })).body.code).toBe('already_decided');
  });

  it('also for a student who has left the course since', async () => {
    await phone.mark(session.id);
    await staff.delete(`/api/courses/${course.id}/enrollments/${student.id}`).expect(200);
    expect(await roster()).toMatchObject({ counts: { pending: 1 }, items: [{ student: { id: student.id } }] });
    const decided = await staff.post(path(), { decision: 'confirm', reason: 'She was here' });
    expect([decided.status, decided.body.record?.state]).toEqual([200, 'confirmed']);
    const corrected = await staff.post(path(), { status: 'late', reason: 'Came at ten' });
    expect(corrected.body.record).toMatchObject({ status: 'late', method: 'face' });
  });

  it('needs a mark', async () => {
    expect((await staff.post(path(), { decision: 'confirm', reason: 'No mark' })).status).toBe(404);
  });
});

describe('marking by hand', () => {
  it('makes and corrects a record, with history', async () => {
    const first = await staff.post(path(), { status: 'present', reason: 'Her phone is broken' });
    expect(first.body.record).toMatchObject({ status: 'present', state: 'confirmed', method: 'manual' });
    const second = await staff.post(path(), { status: 'excused', reason: 'Went home' });
    expect(second.body.record).toMatchObject({ status: 'excused' });
    const revisions = await app.database.db.recordRevision.findMany({
      where: { record: { studentId: student.id } },
      orderBy: { changedAt: 'asc' },
    });
    expect(revisions).toMatchObject([
      { before: null, after: { status: 'present' } },
      { before: { status: 'present' }, after: { status: 'excused' } },
    ]);
    expect((await phone.mark(session.id)).body.code).toBe('already_marked');
  });

  it('keeps how a mark was made and why it was looked at', async () => {
    await phone.mark(session.id);
    const made = await record();
    await staff.post(path(), { status: 'late', reason: 'Came at ten' });
    const { method, reviewReasons, attemptId, templateId, markedAt } = made ?? {};
    expect(await record()).toMatchObject({
      ...{ method, reviewReasons, attemptId, templateId, markedAt },
      ...{ status: 'late', state: 'confirmed', decidedById: teacher.id, decisionReason: 'Came at ten' },
    });
    expect([method, reviewReasons]).toEqual(['face', expect.arrayContaining(['provisional_face'])]);
  });

  it('takes the place of a rejected mark', async () => {
    await phone.mark(session.id);
    await staff.post(path(), { decision: 'reject', reason: 'Not her' });
    await staff.post(path(), { status: 'present', reason: 'Now she is here' });
    const made = { method: 'manual', state: 'confirmed', reviewReasons: [], attemptId: null, templateId: null };
    expect(await record()).toMatchObject(made);
  });

  it('three at once make one record with three revisions', async () => {
    const answers = await Promise.all(
      ['present', 'late', 'sick'].map((status) => staff.post(path(), { status, reason: 'At once' })),
    );
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await app.database.db.attendanceRecord.count({ where: { studentId: student.id } })).toBe(1);
    const revisions = await app.database.db.recordRevision.findMany({ where: { record: { studentId: student.id } } });
    expect(revisions).toHaveLength(3);
    expect(revisions.filter(({ before }) => before === null)).toHaveLength(1);
  });

  it.each<[string, Record<string, unknown>]>([
    ['no reason', { status: 'present' }],
    ['an unknown status', { status: 'absent', reason: 'A reason' }],
    ['an unknown decision', { decision: 'maybe', reason: 'A reason' }],
    ['both', { status: 'present', decision: 'confirm', reason: 'A reason' }],
    ['nothing', {}],
  ])('refuses %s', async (_, body) => {
    expect((await staff.post(path(), body)).status).toBe(400);
    expect(await record()).toBeNull();
  });

  it('is for the staff of the session and its students only', async () => {
    const { db } = app.database;
    const mark = { status: 'present', reason: 'A reason' };
    for (const person of [await buildTeacher(db, { schoolId: teacher.schoolId }), await buildAdmin(db)]) {
      expect((await (await callAs(app, person)).post(path(), mark)).status).toBe(404);
    }
    expect((await phone.caller.post(path(), mark)).status).toBe(403);
    const other = await buildStudent(db, { schoolId: teacher.schoolId });
    expect((await staff.post(`/api/class_sessions/${session.id}/records/${other.id}`, mark)).status).toBe(404);
    expect(await db.attendanceRecord.count({ where: { sessionId: session.id } })).toBe(0);
  });
});
