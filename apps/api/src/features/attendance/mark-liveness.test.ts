import { RiskItem } from '@hadir/contract/attempts.ts';
import { LivenessStep } from '@hadir/contract/liveness.ts';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ClassSession, Course, Person } from '#generated/prisma/client.ts';
import { buildOpenSession } from '#test/build.ts';
import { openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { performPlan } from '#test/perform-plan.ts';
import type { Phone } from '#test/phone.ts';

let app: TestApp;
let student: Person;
let course: Course;
let session: ClassSession;
let phone: Phone;

beforeAll(async () => {
  app = await openTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  ({ student, course, session, phone } = await openMarkScene(app));
});

const url = '/api/session_attendance/challenge';
const ask = async (sessionId = session.id) =>
  (await phone.caller.start('post', url).set('X-Device-Key', phone.keyId).send({ session_id: sessionId })).body;

async function kept() {
  const { db } = app.database;
  const attempt = await db.attendanceAttempt.findFirstOrThrow({
    where: { studentId: student.id },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
  });
  const record = await db.attendanceRecord.findFirst({ where: { attemptId: attempt.id } });
  return { attempt, record, risk: z.array(RiskItem).parse(attempt.risk) };
}

const settings = (liveness: object) =>
  app.database.db.school.update({ where: { id: student.schoolId }, data: { settings: { liveness } } });

describe('the plan of a challenge', () => {
  it('names two steps and the others as alternatives, the same when it is asked again', async () => {
    const first = await ask();
    expect(first.liveness_plan).toHaveLength(2);
    expect([...first.liveness_plan, ...first.liveness_alternatives].sort()).toEqual([...LivenessStep.options].sort());
    expect(await ask()).toEqual(first);
  });

  it('is another one from challenge to challenge', async () => {
    const plans = new Set<string>();
    for (let i = 0; i < 30; i += 1) {
      const other = await buildOpenSession(app.database.db, { course });
      plans.add(String((await ask(other.id)).liveness_plan));
    }
    expect(plans.size).toBeGreaterThan(8);
  });

  it('has only steps that the school has on, and none where it asks for none', async () => {
    await settings({ turn_left: 'off', turn_right: 'off', blink: 'off', passive: 'on' });
    const { liveness_plan, liveness_alternatives, passive_liveness } = await ask();
    expect([...liveness_plan].sort()).toEqual(['come_closer', 'move_back']);
    expect([liveness_alternatives, passive_liveness]).toEqual([[], true]);
    await settings({ plan: 'off' });
    const other = await buildOpenSession(app.database.db, { course });
    expect(await ask(other.id)).toMatchObject({
      liveness_plan: [],
      liveness_alternatives: [],
      passive_liveness: false,
    });
  });

  it('is empty for the room code alone', async () => {
    const { body } = await phone.caller.post(url, { session_id: session.id, method: 'room_code' });
    expect(body.liveness_plan).toEqual([]);
  });
});

describe('a mark', () => {
  it('with its plan done is present without a point', async () => {
    expect((await phone.mark(session.id)).body).toMatchObject({ success: true, state: 'present' });
    const { attempt, record, risk } = await kept();
    expect([record?.state, risk]).toEqual(['confirmed', []]);
    expect(attempt.checks).toContainEqual(
      expect.objectContaining({ check: 11, detail: expect.objectContaining({ liveness: 'shown' }) }),
    );
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['that says nothing of steps', { liveness: undefined }, 'liveness_not_shown', 'steps_absent'],
    ['whose steps were left out', { liveness: { steps: [] } }, 'liveness_not_shown', 'steps_skipped'],
    ['whose steps are garbage', { liveness: 'yes' }, 'liveness_timing', 'steps_unreadable'],
    [
      'whose steps are of an unknown kind',
      { liveness: { steps: [{ step: 'jump' }] } },
      'liveness_timing',
      'steps_unreadable',
    ],
    [
      'whose times are infinite',
      { liveness: { steps: [{ step: 'blink', outcome: 'skipped', started_ms: -1, why: 'time' }] } },
      'liveness_timing',
      'steps_unreadable',
    ],
  ])('%s counts, flagged', async (_, change, component, why) => {
    expect((await phone.mark(session.id, change)).body).toMatchObject({ success: true, state: 'present' });
    const { record, risk } = await kept();
    expect(record).toMatchObject({ state: 'flagged', reviewReasons: [component] });
    expect(risk).toEqual([{ component, points: 30, detail: { why } }]);
  });

  it('with the steps of another plan is flagged', async () => {
    const challenge = await ask();
    const [first, second] = challenge.liveness_plan;
    const body = phone.markBody(session.id, challenge, performPlan([second, first]));
    expect((await phone.send(challenge, body)).body).toMatchObject({ success: true });
    expect((await kept()).risk).toMatchObject([{ component: 'liveness_timing', detail: { why: 'steps_order' } }]);
  });

  it('with the steps of an earlier one is flagged, also in the other order of days', async () => {
    await settings({ turn_left: 'off', turn_right: 'off', blink: 'off' });
    const sent: string[] = [];
    let performed: ReturnType<typeof performPlan> | null = null;
    // Two plans are possible: one of the first three comes again.
    for (let i = 0; i < 12 && sent.length < 2; i += 1) {
      const other = await buildOpenSession(app.database.db, { course, placeId: session.placeId });
      const challenge = await ask(other.id);
      if (String(challenge.liveness_plan) !== 'come_closer,move_back') continue;
      performed ??= performPlan(challenge.liveness_plan);
      await phone.send(challenge, phone.markBody(other.id, challenge, performed));
      sent.push(JSON.stringify((await kept()).risk.map(({ detail }) => detail)));
    }
    expect(sent).toEqual(['[]', '[{"why":"steps_repeated"}]']);
  });

  it('is judged by the plan of its challenge, whatever the school has set since', async () => {
    const challenge = await ask();
    await settings({ plan: 'off' });
    await phone.send(challenge, phone.markBody(session.id, challenge, { liveness: undefined }));
    expect((await kept()).risk).toMatchObject([{ component: 'liveness_not_shown' }]);
  });

  it('of a school that asks for nothing needs none', async () => {
    await settings({ plan: 'off' });
    await phone.mark(session.id, { liveness: undefined });
    expect((await kept()).risk).toEqual([]);
  });

  it('in the plain form is missing them too', async () => {
    await app.database.db.school.update({ where: { id: student.schoolId }, data: { plainForm: 'review' } });
    await phone.caller.post('/api/session_attendance/mark', {
      session_id: session.id,
      descriptor: phone.face,
      lat: -6.2,
      lng: 106.8,
      device_id: phone.deviceId,
    });
    expect((await kept()).risk.map(({ component }) => component)).toContain('liveness_not_shown');
  });

  it('that looks like a print gets points only where the school wants the model', async () => {
    const printed = (challenge: { liveness_plan?: LivenessStep[] }) => {
      const { frames, liveness } = performPlan(challenge.liveness_plan ?? []);
      return { frames, liveness: { ...liveness, passive: 0.1 } };
    };
    const first = await ask();
    await phone.send(first, phone.markBody(session.id, first, printed(first)));
    expect((await kept()).risk).toEqual([]);
    await settings({ passive: 'on' });
    const other = await buildOpenSession(app.database.db, { course, placeId: session.placeId });
    const second = await ask(other.id);
    await phone.send(second, phone.markBody(other.id, second, printed(second)));
    expect((await kept()).risk).toEqual([{ component: 'passive_liveness', points: 20, detail: { live: 0.1 } }]);
  });

  it('by room code is asked for nothing', async () => {
    await phone.mark(session.id, {
      method: 'room_code',
      room_code: '000000',
      liveness: undefined,
      frames: [],
      descriptors: {},
    });
    expect((await kept()).risk).toEqual([]);
  });
});
