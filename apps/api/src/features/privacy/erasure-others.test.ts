import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordAudit } from '#features/audit/record-audit.ts';
import { makeProposal } from '#features/corrections/make-proposal.ts';
import { buildStudent, builtPassword } from '#test/build.ts';
import { type Caller, callAs } from '#test/call-as.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { readAudit } from '#test/read-audit.ts';
import { buildWorld, type World } from '#test/two-schools.ts';

let app: TestApp;
let world: World;
let admin: Caller;
beforeAll(async () => {
  app = await openTestApp();
  world = await buildWorld(app.database.db);
  admin = await callAs(app, world.admin);
});
afterAll(() => app.close());

const erase = async (id: string) => {
  const answer = await admin.post(`/api/people/${id}/erase`, { password: builtPassword, reason: 'asked for it' });
  expect([answer.status, answer.body]).toEqual([200, { success: true }]);
};

/** Writes an audit row of nobody about nothing with this in it; says whether the details are still there. */
async function audited(after: object) {
  const { db } = app.database;
  const subjectId = randomUUID();
  const row = { actorId: null, action: 'thing.seen', subjectType: 'thing', subjectId, after };
  await recordAudit(db, { ...row, schoolId: world.school.id });
  return async () => (await db.auditPayload.count({ where: { entry: { subjectId } } })) === 1;
}

async function imported(after: object) {
  const { db } = app.database;
  const schoolId = world.school.id;
  const batch = await db.importBatch.create({
    data: { schoolId, kind: 'students', fileName: 'f', state: 'imported', mapping: {}, counts: {} },
  });
  const subject = { rowNumber: 2, subjectType: 'person', subjectId: randomUUID(), after };
  const { id } = await db.importRow.create({ data: { schoolId, batchId: batch.id, ...subject } });
  return async () => (await db.importRow.count({ where: { id } })) === 1;
}

async function posted(payload: object) {
  const { db } = app.database;
  const { id } = await db.outboxMessage.create({
    data: { schoolId: world.school.id, topic: 'nobody handles it', payload, availableAt: new Date('2999-01-01') },
  });
  return async () => (await db.outboxMessage.count({ where: { id } })) === 1;
}

async function explained(reason: string) {
  const { db } = app.database;
  const { id } = await db.timetableException.create({
    data: {
      ...{ schoolId: world.school.id, ruleId: world.rule.id, change: 'cancelled', reason, movedReason: reason },
      occursOn: new Date(Date.UTC(2030, 0, (await db.timetableException.count()) + 1)),
    },
  });
  return async () => {
    const row = await db.timetableException.findUniqueOrThrow({ where: { id } });
    expect(row.movedReason).toBe(row.reason);
    return row.reason === reason;
  };
}

describe('an erasure finds who it is about and nobody else', () => {
  const about = {
    '2026-1': {
      goes: ['2026-1', 'No. 2026-1 is ill', 'first line\n2026-1.', '(2026-1)'],
      stays: ['2026-10', '2026-199', '2026-10-05T07:00:00.000Z', '12026-1', 'A/2026-1', '2026-1/3'],
    },
    '2026-10': { goes: ['2026-10, 2026-11'], stays: ['2026-10-05T07:00:00.000Z', '2026-101'] },
    '12345': { goes: ['12345'], stays: ['+254712345', '123456', '106.12345'] },
  };
  it.each(Object.entries(about))('by the number %s', async (admissionNumber, { goes, stays }) => {
    await expectErased({ admissionNumber }, goes, stays);
  });

  it('by a name in any script', async () => {
    const joined = ['Joann Leeson', 'Ann Leeson'];
    await expectErased({ name: 'Ann Lee' }, ['ANN LEE is ill', "tell\nAnn Lee's mother", '是Ann Lee的'], joined);
    // A particle is written together with a name.
    await expectErased({ name: 'أمينة علي' }, ['قال وأمينة علي', 'أمينة علي'], ['أمينة']);
    await expectErased({ name: 'สมชาย ใจดี' }, ['คุณสมชาย ใจดีป่วย'], ['สมชาย']);
  });

  it('by an address', async () => {
    const email = 'ann@built.example';
    await expectErased(
      { email },
      ['to Ann@built.example.'],
      ['joann@built.example', 'jo.ann@built.example', `${email}.au`],
    );
  });

  async function expectErased(who: object, goes: string[], stays: string[]) {
    const { id } = await buildStudent(app.database.db, { schoolId: world.school.id, ...who });
    const writeAll = async (words: string[]) =>
      Promise.all([audited, imported, posted].flatMap((write) => words.map((word) => write({ told: word }))));
    const explain = async (words: string[]) => {
      const written: (() => Promise<boolean>)[] = [];
      for (const word of words) written.push(await explained(word));
      return written;
    };
    const [gone, left] = [
      [...(await writeAll(goes)), ...(await explain(goes))],
      [...(await writeAll(stays)), ...(await explain(stays))],
    ];
    await erase(id);
    const read = (rows: (() => Promise<boolean>)[]) => Promise.all(rows.map((isThere) => isThere()));
    expect(await read(gone)).toEqual(gone.map(() => false));
    expect(await read(left)).toEqual(left.map(() => true));
  }
});

it('what was changed for many stays when one of them is erased, and what was changed for them alone goes', async () => {
  const { db } = app.database;
  const { school, session, classmate, teacher } = world;
  const { id } = await buildStudent(db, { schoolId: school.id });
  const staff = { ...teacher, client: { address: '10.1.2.3', userAgent: 'browser' } };
  const propose = async (studentIds: string[]) => {
    const changes = studentIds.map((student_id) => ({ student_id, status: 'late' as const, was: null }));
    const told = { sessionId: session.id, changes, reason: 'the bus was late', requestId: null };
    return (await makeProposal(db, staff, told, new Date())).id;
  };
  const [ofMany, ofOne] = [await propose([classmate.id, id]), await propose([id])];
  await erase(id);
  const [kept] = await readAudit(db, { subjectId: ofMany });
  expect(kept?.after).toMatchObject({ changes: [{ student_id: classmate.id, status: 'late' }, { student_id: id }] });
  expect(await db.auditEntry.findMany({ where: { subjectId: ofOne }, include: { payload: true } })).toMatchObject([
    { payload: null },
  ]);
});
