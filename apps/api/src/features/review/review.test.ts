import type { Response } from 'supertest';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClassSession, Course, Person, Prisma } from '#generated/prisma/client.ts';
import {
  buildAdmin,
  buildAttempt,
  buildCourse,
  buildOpenSession,
  buildPlace,
  buildSchool,
  buildStudent,
  buildTeacher,
} from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());

const hourMs = 3_600_000;
const hoursAgo = (hours: number) => new Date(Date.now() - hours * hourMs);

async function open() {
  const { db } = app.database;
  const school = await buildSchool(db);
  const teacher = await buildTeacher(db, { school, name: 'Teacher One' });
  const student = await buildStudent(db, { school, name: 'Ayu', admissionNumber: 'A-1' });
  const course = await buildCourse(db, { teacher, students: [student] });
  const place = await buildPlace(db, { school, name: 'Hall' });
  const session = await buildOpenSession(db, { course, place });
  return {
    ...{ school, teacher, student, course, session },
    staff: await callAs(app, teacher),
    admin: await callAs(app, await buildAdmin(db, { school })),
  };
}

type Given = Partial<Prisma.AttendanceRecordUncheckedCreateInput>;

async function keepMark(session: ClassSession, student: Person, given: Given = {}) {
  return app.database.db.attendanceRecord.create({
    data: {
      schoolId: session.schoolId,
      sessionId: session.id,
      studentId: student.id,
      method: 'face',
      status: 'present',
      state: 'pending',
      reviewReasons: ['face_band'],
      markedAt: new Date(),
      ...given,
    },
  });
}

/** So many students of a course with a mark each. */
async function keepMarks(course: Course, session: ClassSession, count: number, given: (at: number) => Given) {
  const ids: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const student = await buildStudent(app.database.db, { schoolId: course.schoolId });
    ids.push((await keepMark(session, student, given(at))).id);
  }
  return ids;
}

async function idsOf(caller: Caller, query = ''): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: Response = await caller.get(`/api/reviews?${query}${cursor && `&cursor=${cursor}`}`).expect(200);
    expect(page.body.items.length).toBeLessThanOrEqual(50);
    ids.push(...page.body.items.map(({ id }: { id: string }) => id));
    cursor = page.body.next_cursor;
  }
  return ids;
}

describe('the list of marks that wait', () => {
  it('is for the staff of the session: newest first, with why, since when and until when', async () => {
    const { staff, student, session, course, teacher } = await open();
    const mark = await keepMark(session, student, {
      markedAt: hoursAgo(1),
      riskPoints: 40,
      reviewReasons: ['face_band', 'a rule of long ago'],
    });
    const [newer] = await keepMarks(course, session, 1, () => ({}));
    await keepMarks(course, session, 2, () => ({ state: 'confirmed' }));
    const { body } = await staff.get('/api/reviews').expect(200);
    expect(body.items.map(({ id }: { id: string }) => id)).toEqual([newer, mark.id]);
    expect(body.items[1]).toMatchObject({
      student: { id: student.id, name: 'Ayu', has_photo: false },
      session: { id: session.id, phase: 'open' },
      state: 'pending',
      method: 'face',
      review_reasons: ['face_band'],
      risk_points: 40,
      due_at: new Date(mark.markedAt.getTime() + 48 * hourMs).toISOString(),
      is_overdue: false,
    });
    const colleague = await callAs(app, await buildTeacher(app.database.db, { schoolId: teacher.schoolId }));
    expect(await idsOf(colleague)).toEqual([]);
    await colleague.get(`/api/reviews/${mark.id}`).expect(404);
    await (await callAs(app, student)).get('/api/reviews').expect(403);
  });

  it("is the admin's only after 48 hours, the longest waiting first; until then on request", async () => {
    const { staff, admin, course, session } = await open();
    const hours = [49, 1, 200, 47.9];
    const marks = await keepMarks(course, session, 4, (at) => ({ markedAt: hoursAgo(hours[at] ?? 0) }));
    const [day2, now, week, nearly] = marks;
    expect(await idsOf(staff)).toEqual([now, nearly, day2, week]);
    expect(await idsOf(admin)).toEqual([week, day2]);
    expect(await idsOf(admin, 'scope=all')).toEqual([week, day2, nearly, now]);
    const { body } = await staff.get('/api/reviews');
    expect(body.items.map((item: { is_overdue: boolean }) => item.is_overdue)).toEqual([false, false, true, true]);
    expect((await admin.get('/api/review_counts')).body).toEqual({ to_decide: 2, waiting: 4, overdue: 2, flagged: 0 });
    expect((await staff.get('/api/review_counts')).body).toMatchObject({ to_decide: 4, overdue: 2 });
  });

  it('leaves an overdue mark pending, for the teacher and the admin to decide', async () => {
    const { staff, admin, course, session, student } = await open();
    const mark = await keepMark(session, student, { markedAt: hoursAgo(1000) });
    const [other] = await keepMarks(course, session, 1, () => ({ markedAt: hoursAgo(100) }));
    expect(await idsOf(admin)).toEqual([mark.id, other]);
    const row = await app.database.db.attendanceRecord.findUniqueOrThrow({ where: { id: mark.id } });
    expect(row.state).toBe('pending');
    const path = `/api/class_sessions/${session.id}/records`;
    await admin.post(`${path}/${student.id}`, { decision: 'confirm', reason: 'Asked her' }).expect(200);
    const second = await app.database.db.attendanceRecord.findUniqueOrThrow({ where: { id: other ?? '' } });
    await staff.post(`${path}/${second.studentId}`, { decision: 'reject', reason: 'Was ill' }).expect(200);
    expect(await idsOf(admin)).toEqual([]);
    const { body } = await admin.get('/api/review_decisions').expect(200);
    expect(body.items).toMatchObject([
      { is_confirmed: false, reason: 'Was ill', decided_by: 'Teacher One' },
      { is_confirmed: true, reason: 'Asked her', student: { name: 'Ayu' }, session: { id: session.id } },
    ]);
    expect((await staff.get('/api/review_decisions')).body.items).toHaveLength(2);
  });

  it('comes in pages without a gap or a double, also within one millisecond; flagged marks in a list of their own', async () => {
    const { staff, admin, course, session } = await open();
    const start = Date.now() - 100 * hourMs;
    const marks = await keepMarks(course, session, 60, (at) => ({ markedAt: new Date(start + Math.floor(at / 30)) }));
    const flagged = await keepMarks(course, session, 2, (at) => ({ state: 'flagged', markedAt: hoursAgo(at) }));
    for (const ids of [await idsOf(staff), await idsOf(admin)]) {
      expect(ids).toHaveLength(60);
      expect(new Set(ids)).toEqual(new Set(marks));
    }
    expect(await idsOf(admin)).toEqual((await idsOf(staff)).reverse());
    expect(await idsOf(staff, 'list=flagged')).toEqual(flagged);
  });
});

describe('the evidence of a mark', () => {
  async function evidence(change: Partial<Prisma.AttendanceAttemptUncheckedCreateInput> = {}) {
    const world = await open();
    const { db } = app.database;
    const { school, student, teacher, session } = world;
    const own = { schoolId: school.id, personId: student.id };
    const template = await db.faceTemplate.create({
      data: {
        ...own,
        ...{ consentVersion: 1, consentTextHash: 'x', keyVersion: 1, wrappedKey: new Uint8Array(60) },
        consentedAt: hoursAgo(500),
        createdAt: hoursAgo(500),
        state: 'confirmed',
        confirmedAt: hoursAgo(499),
        confirmedById: teacher.id,
      },
    });
    const key = await db.deviceKey.create({
      data: {
        ...own,
        ...{ publicKey: {}, thumbprint: student.id, deviceHash: 'a device', label: 'Pixel', state: 'active' },
        createdAt: hoursAgo(2),
      },
    });
    const attempt = await buildAttempt(db, {
      school,
      ...{ sessionId: session.id, studentId: student.id, studentName: student.name },
      ...{ success: true, reason: 'Accepted', code: 'accepted', deviceKey: key.id, deviceHash: 'a device' },
      faceDistance: 0.4321,
      checks: [
        { check: 9, name: 'position', outcome: 'review', detail: { zone: 'between', distance_m: 234.5 } },
        { check: 12, name: 'face_matches', outcome: 'passed', detail: { distance: 0.4321, threshold: 0.5 } },
      ],
      risk: [{ component: 'shared_device', points: 40, detail: { person: 'somebody' } }],
      riskPoints: 40,
      settingsVersion: 1,
      ...change,
    });
    const mark = await keepMark(session, student, { attemptId: attempt.id, templateId: template.id });
    return { ...world, template, attempt, mark, path: `/api/reviews/${mark.id}` };
  }

  it('stands beside the claimed person in words: no distance, no picture; the view is audited', async () => {
    const { staff, admin, path, mark, attempt, teacher } = await evidence();
    const { body } = await staff.get(path).expect(200);
    expect(body).toMatchObject({
      id: mark.id,
      claimed: { admission_number: 'A-1', face: 'confirmed', confirmed_by: 'Teacher One', is_enrolled_face: true },
      came: {
        phone: { kind: 'new', label: 'Pixel', others: [], others_count: 0 },
        position: 'between',
        place: 'Hall',
        face: 'close_enough',
      },
      risk: [{ component: 'shared_device', points: 40 }],
      limits: { flag_at: 30, review_at: 60 },
      history: [],
      attempt_id: null,
    });
    expect(JSON.stringify(body)).not.toMatch(/0\.43|234\.5|somebody|distance/);
    expect((await admin.get(path)).body.attempt_id).toBe(attempt.id);
    const audits = await app.database.db.auditEntry.findMany({ where: { subjectId: mark.id } });
    expect(audits.map(({ action }) => action)).toEqual(['review.viewed', 'review.viewed']);
    expect(audits.map(({ actorId }) => actorId)).toContain(teacher.id);
  });

  it.each([
    [[0.3, 0.44, 0.4], 'as_usual'],
    [[0.3, 0.31, 0.32], 'farther_than_usual'],
    [[0.3, 0.31], 'close_enough'],
  ] as const)('says of a face after marks at %j: %s', async (distances, words) => {
    const { staff, path, course, student, template, school } = await evidence();
    for (const faceDistance of distances) {
      const session = await buildOpenSession(app.database.db, { course });
      const attempt = await buildAttempt(app.database.db, { school, studentId: student.id, faceDistance });
      const kept = { attemptId: attempt.id, templateId: template.id, state: 'confirmed' } as const;
      await keepMark(session, student, kept);
    }
    expect((await staff.get(path)).body.came.face).toBe(words);
  });

  it.each(['vague', 'vague_with_code', 'outside'])('says of a position that is %s that there was one', async (zone) => {
    const { staff, path } = await evidence({
      checks: [{ check: 9, name: 'position', outcome: 'review', detail: { zone } }],
    });
    expect((await staff.get(path)).body.came.position).toBe(zone);
  });

  it('names others who marked with the phone to those who teach them, and counts the rest', async () => {
    const { staff, admin, path, course, school } = await evidence();
    const { db } = app.database;
    const [taught, other] = [
      await buildStudent(db, { school, name: 'Budi' }),
      await buildStudent(db, { school, name: 'Citra' }),
    ];
    await db.enrollment.create({ data: { schoolId: school.id, courseId: course.id, studentId: taught.id } });
    for (const { id, name } of [taught, other]) {
      const used = { studentId: id, studentName: name, deviceHash: 'a device', success: true };
      await buildAttempt(db, { school, ...used, createdAt: hoursAgo(20) });
      await buildAttempt(db, { school, ...used, createdAt: hoursAgo(22) });
    }
    // Refused, so only a claim; and long ago.
    await buildAttempt(db, { school, studentId: other.id, deviceHash: 'a device', success: false });
    const ofTeacher = (await staff.get(path)).body.came.phone;
    expect(ofTeacher).toMatchObject({ others: ['Budi'], others_count: 2 });
    expect((await admin.get(path)).body.came.phone.others.sort()).toEqual(['Budi', 'Citra']);
  });

  it('names whose face came close as well to those who teach them', async () => {
    const { db } = app.database;
    const other = await buildStudent(db, { school: await buildSchool(db), name: 'Elsewhere' });
    const near = (id: string) => ({
      checks: [{ check: 12, name: 'face_match', outcome: 'review', detail: { nearest_person: id } }],
    });
    const world = await evidence(near(other.id));
    expect((await world.admin.get(world.path)).body.came.nearest).toBeNull();
    const citra = await buildStudent(db, { school: world.school, name: 'Citra' });
    await db.attendanceAttempt.update({ where: { id: world.attempt.id }, data: near(citra.id) });
    const shown = { id: citra.id, name: 'Citra', has_photo: false };
    expect((await world.staff.get(world.path)).body.came.nearest).toBeNull();
    expect((await world.admin.get(world.path)).body.came.nearest).toEqual(shown);
    await db.enrollment.create({
      data: { schoolId: world.school.id, courseId: world.course.id, studentId: citra.id },
    });
    expect((await world.staff.get(world.path)).body.came.nearest).toEqual(shown);
  });

  it('is also there for a mark without a face, key or position, and for one by hand', async () => {
    const bare = { faceDistance: null, deviceKey: 'no key', deviceHash: null, checks: 'what a newer version wrote' };
    const { staff, path, session, course } = await evidence({ ...bare, risk: { an: 'object' }, settingsVersion: 99 });
    expect((await staff.get(path)).body).toMatchObject({
      came: { phone: { kind: 'none', label: null, others_count: 0 }, position: 'none', face: 'not_measured' },
      risk: [],
      limits: { flag_at: 30, review_at: 60 },
    });
    const [code] = await keepMarks(course, session, 1, () => ({ method: 'room_code', reviewReasons: ['room_code'] }));
    expect((await staff.get(`/api/reviews/${code}`)).body.came.face).toBe('not_shown');
  });

  it('shows what people did to it, also once it is decided', async () => {
    const { staff, path, session, student } = await evidence();
    const records = `/api/class_sessions/${session.id}/records/${student.id}`;
    await staff.post(records, { decision: 'confirm', reason: 'Seen in the room', was_in_room: true }).expect(200);
    await staff.post(records, { status: 'late', reason: 'Came at ten' }).expect(200);
    const { body } = await staff.get(path).expect(200);
    expect(body.history).toMatchObject([
      { by: 'Teacher One', reason: 'Seen in the room', state: 'confirmed', status: 'present' },
      { by: 'Teacher One', reason: 'Came at ten', state: 'confirmed', status: 'late' },
    ]);
  });
});

describe('the false alarms of each rule', () => {
  it('come from the decisions, with an interval and whether they are enough', async () => {
    const { admin, staff, school } = await open();
    const { db } = app.database;
    const decide = (count: number, isConfirmed: boolean, reasons: string[], decidedAt = new Date()) =>
      db.reviewDecision.createMany({
        data: Array.from({ length: count }, () => ({
          ...{ schoolId: school.id, recordId: crypto.randomUUID(), riskPoints: 0, reason: 'x' },
          ...{ reasons, isConfirmed, decidedAt },
        })),
      });
    await decide(15, true, ['shared_device', 'face_band']);
    await decide(5, false, ['shared_device']);
    await decide(3, false, ['face_band'], hoursAgo(100));
    const { body } = await admin.get('/api/review_rates').expect(200);
    const of = (reason: string) => body.items.find((item: { reason: string }) => item.reason === reason);
    expect(body).toMatchObject({ decided: 23, enough_from: 20 });
    expect(of('shared_device')).toMatchObject({ decided: 20, confirmed: 15, rejected: 5, is_enough: true });
    expect(of('shared_device').false_alarm_rate).toBeCloseTo(0.75);
    expect([of('shared_device').low, of('shared_device').high]).toEqual([
      expect.closeTo(0.5313, 3),
      expect.closeTo(0.8881, 3),
    ]);
    expect(of('face_band')).toMatchObject({ decided: 18, is_enough: false });
    expect(of('equal_series')).toMatchObject({ decided: 0, false_alarm_rate: null, low: null, high: null });
    const late = (await admin.get(`/api/review_rates?from=${hoursAgo(1).toISOString()}`)).body;
    expect(late.decided).toBe(20);
    const early = (await admin.get(`/api/review_rates?to=${hoursAgo(1).toISOString()}`)).body;
    expect(early.decided).toBe(3);
    await staff.get('/api/review_rates').expect(403);
    const other = (await (await open()).admin.get('/api/review_rates')).body;
    expect(other.decided).toBe(0);
  });
});
