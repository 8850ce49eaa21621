import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { RecordState } from '#generated/prisma/enums.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';

let app: TestApp;
let scene: MarkScene;
let staff: Caller;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
  staff = await callAs(app, scene.teacher);
});

const path = () => `/api/class_sessions/${scene.session.id}/records/${scene.student.id}`;
const kept = () =>
  app.database.db.reviewDecision.findMany({
    where: { schoolId: scene.teacher.schoolId },
    orderBy: { decidedAt: 'asc' },
  });
const record = () => app.database.db.attendanceRecord.findFirstOrThrow({ where: { studentId: scene.student.id } });

/** A mark that rules have asked about. */
async function markAs(state: RecordState, reviewReasons: string[] = ['position_between', 'shared_device']) {
  const { status } = await scene.phone.mark(scene.session.id);
  expect(status).toBe(200);
  const { id } = await record();
  await app.database.db.attendanceRecord.update({ where: { id }, data: { state, reviewReasons, riskPoints: 40 } });
  return await record();
}

describe('a decision about a mark that a rule has asked about', () => {
  it.each([
    ['pending', 'confirm', true, 'confirmed'],
    ['pending', 'reject', false, 'rejected'],
    ['flagged', 'confirm', true, 'confirmed'],
    ['flagged', 'reject', false, 'rejected'],
  ] as const)('%s, %s: is kept with the reasons the mark had', async (state, decision, isConfirmed, after) => {
    const mark = await markAs(state);
    const { body } = await staff.post(path(), { decision, reason: 'I looked', was_in_room: isConfirmed }).expect(200);
    expect(body.record.state).toBe(after);
    expect(await kept()).toMatchObject([
      {
        sessionId: scene.session.id,
        studentId: scene.student.id,
        recordId: mark.id,
        attemptId: mark.attemptId,
        reasons: ['position_between', 'shared_device'],
        riskPoints: 40,
        isConfirmed,
        wasInRoom: isConfirmed,
        reason: 'I looked',
        decidedById: scene.teacher.id,
      },
    ]);
  });

  it('does not confirm who was not in the room; one who was may be rejected', async () => {
    await markAs('pending');
    const absurd = await staff.post(path(), { decision: 'confirm', reason: 'I looked', was_in_room: false });
    expect([absurd.status, absurd.body.code]).toEqual([400, 'invalid_request']);
    expect((await record()).state).toBe('pending');
    await staff.post(path(), { decision: 'reject', reason: 'Another phone', was_in_room: true }).expect(200);
    expect(await kept()).toMatchObject([{ isConfirmed: false, wasInRoom: true }]);
  });

  it('is made once, also the other way round; a correction changes it and says that it is one', async () => {
    await markAs('pending');
    await staff.post(path(), { decision: 'confirm', reason: 'Seen in the room' }).expect(200);
    for (const decision of ['confirm', 'reject']) {
      const again = await staff.post(path(), { decision, reason: 'Looked again' });
      expect([decision, again.status, again.body.code]).toEqual([decision, 409, 'already_decided']);
    }
    const corrected = await staff.post(path(), { status: 'not_present', reason: 'It was her sister' }).expect(200);
    expect(corrected.body.record).toMatchObject({ state: 'rejected', method: 'face' });
    expect((await staff.post(path(), { status: 'not_present', reason: 'Again' })).body.code).toBe('already_decided');
    expect(await kept()).toMatchObject([{ isConfirmed: true, wasInRoom: null }]);
    const revisions = await app.database.db.recordRevision.findMany({
      where: { record: { studentId: scene.student.id } },
      orderBy: { changedAt: 'asc' },
    });
    expect(revisions.map(({ after }) => after)).toMatchObject([{ state: 'confirmed' }, { state: 'rejected' }]);
    const audits = await app.database.db.auditEntry.findMany({ where: { subjectId: (await record()).id } });
    expect(audits.map(({ action }) => action).sort()).toEqual([
      'attendance.confirmed',
      'attendance.corrected',
      'attendance.marked',
    ]);
  });

  it('is made by one of many who decide at once, whatever they say', async () => {
    await markAs('pending');
    const answers = await Promise.all(
      ['confirm', 'reject', 'confirm', 'reject', 'reject'].map((decision) =>
        staff.post(path(), { decision, reason: 'At once' }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409, 409]);
    expect(await kept()).toHaveLength(1);
  });

  it('is made anew about the mark that comes after a rejection', async () => {
    await markAs('pending');
    await staff.post(path(), { decision: 'reject', reason: 'Not in the room' }).expect(200);
    await markAs('pending', ['provisional_face']);
    await staff.post(path(), { decision: 'confirm', reason: 'There she is' }).expect(200);
    expect(await kept()).toMatchObject([
      { isConfirmed: false, reasons: ['position_between', 'shared_device'] },
      { isConfirmed: true, reasons: ['provisional_face'] },
    ]);
  });

  it.each([
    ['late', true],
    ['sick', false],
    ['not_present', false],
  ] as const)('is also made by a correction to %s', async (status, isConfirmed) => {
    await markAs('pending');
    await staff.post(path(), { status, reason: 'I know better' }).expect(200);
    expect(await kept()).toMatchObject([{ isConfirmed, wasInRoom: null }]);
    const late = await staff.post(path(), { decision: 'reject', reason: 'Decided again' });
    expect(late.body.code).toBe('already_decided');
  });

  it('outlives the class session', async () => {
    await markAs('flagged');
    await staff.post(path(), { decision: 'reject', reason: 'Another person' }).expect(200);
    await app.database.db.classSession.delete({ where: { id: scene.session.id } });
    expect(await kept()).toMatchObject([{ sessionId: null, studentId: scene.student.id, isConfirmed: false }]);
  });
});

describe('a mark that counts by itself', () => {
  it('can be rejected once, which no rule is measured by', async () => {
    await markAs('confirmed', []);
    await staff.post(path(), { decision: 'reject', reason: 'Left at once' }).expect(200);
    expect((await staff.post(path(), { decision: 'reject', reason: 'Again' })).body.code).toBe('already_decided');
    expect(await kept()).toEqual([]);
  });

  it('that is not there cannot be taken back', async () => {
    expect((await staff.post(path(), { status: 'not_present', reason: 'Never came' })).status).toBe(404);
    expect(await app.database.db.attendanceRecord.count({ where: { sessionId: scene.session.id } })).toBe(0);
  });
});
