import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { callAs } from '#test/call-as.ts';
import { type MarkScene, openMarkScene } from '#test/mark-scene.ts';
import { openTestApp, type TestApp } from '#test/open-app.ts';
import { makeRoomCode } from './room-code.ts';

let app: TestApp;
let scene: MarkScene;
beforeAll(async () => {
  app = await openTestApp();
});
afterAll(async () => app.close());
beforeEach(async () => {
  scene = await openMarkScene(app);
});

/** The same row to PostgreSQL, another text to a limit or a lock. */
function inCapitals(id: string): string {
  const other = id.toUpperCase();
  // One id of ten million has no letter.
  expect(other).not.toBe(id);
  return other;
}

const codeNow = () => makeRoomCode(app.context.masterKey, scene.session, app.context.now());

describe('an id in capitals is unknown', () => {
  it('in an address', async () => {
    const teacher = await callAs(app, scene.teacher);
    const { id } = scene.session;
    expect((await teacher.get(`/api/class_sessions/${id}/roster`)).status).toBe(200);
    expect((await teacher.get(`/api/class_sessions/${inCapitals(id)}/roster`)).status).toBe(404);
    const at = (session: string, student: string) => `/api/class_sessions/${session}/records/${student}`;
    const present = { status: 'present', reason: 'seen' };
    expect((await teacher.post(at(id, inCapitals(scene.student.id)), present)).status).toBe(404);
  });

  it('in a body', async () => {
    const teacher = await callAs(app, scene.teacher);
    const { id } = scene.session;
    const call = { here: [inCapitals(scene.student.id)], not_here: [], reason: 'seen' };
    expect((await teacher.post(`/api/class_sessions/${id}/roll_call`, call)).status).toBe(404);
  });

  it('where a challenge is asked for', async () => {
    const ask = (sessionId: string) =>
      scene.phone.caller.post('/api/session_attendance/challenge', { session_id: sessionId });
    expect((await ask(inCapitals(scene.session.id))).body).toMatchObject({ code: 'session_not_found' });
    expect((await ask(scene.session.id)).status).toBe(200);
  });

  it('as class or challenge of a mark', async () => {
    const { phone, session } = scene;
    const challenge = await phone.ask(session.id);
    const other = { ...challenge, challenge_id: inCapitals(challenge.challenge_id) };
    expect((await phone.send(challenge, phone.markBody(session.id, other))).body).toMatchObject({
      code: 'challenge_invalid',
    });
    expect((await phone.send(challenge, phone.markBody(inCapitals(session.id), challenge))).body).toMatchObject({
      code: 'session_not_found',
    });
    expect((await phone.send(challenge, phone.markBody(session.id, challenge))).status).toBe(200);
  });

  it('as the key of a phone, which so has no second six challenges', async () => {
    const { phone, session } = scene;
    const keyId = phone.keyId;
    phone.keyId = inCapitals(keyId);
    expect((await phone.mark(session.id)).body).toMatchObject({ code: 'device_not_recognised' });
    phone.keyId = keyId;
    expect((await phone.mark(session.id)).status).toBe(200);
  });

  it('where a room code is guessed: even the right code makes no receipt', async () => {
    const stranger = await callAs(app, null);
    const { code, step } = codeNow();
    const guess = (sessionId: string) =>
      stranger.post('/api/room_code_receipts', { session_id: sessionId, code, step });
    expect((await guess(inCapitals(scene.session.id))).body).toMatchObject({ code: 'room_code_invalid' });
    expect((await guess(scene.session.id)).status).toBe(200);
  });
});
