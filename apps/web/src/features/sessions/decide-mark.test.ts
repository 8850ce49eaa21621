import type { RosterItem } from '@hadir/contract/sessions.ts';
import { beforeEach, expect, test } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeServer } from '#lib/fake-server.ts';
import { confirmMarkAndFace, seen } from './decide-mark.ts';

beforeEach(forgetCsrfToken);

const item: RosterItem = {
  student: { id: 'p1', name: 'Dewi Ayu', face: 'provisional', is_face_off: false },
  record: {
    id: 'r1',
    status: 'present',
    state: 'confirmed',
    method: 'face',
    marked_at: '2026-11-20T07:00:00.000Z',
    captured_at: null,
    review_reasons: ['provisional_face'],
    decided_by: 'Tuti',
    template_id: 't1',
  },
  standing: 'present',
  last_refusal: null,
  waiting_key: null,
};
const record = 'POST /api/class_sessions/s1/records/p1';
const face = 'POST /api/people/p1/face_template/confirm';
const error = (code: string) => ({ code, message: 'words', request_id: 'request-1' });

test('mark and face are confirmed, the mark first and with its reason', async () => {
  const server = fakeServer({
    [record]: () => ({ json: item }),
    [face]: () => ({ json: { state: 'confirmed' } }),
  });
  expect(await confirmMarkAndFace('s1', 'p1', seen('Seen in the room'))).toEqual({ kind: 'done', item });
  const deeds = server.sent.filter(({ path }) => path !== '/api/csrf');
  expect(deeds.map(({ path }) => path)).toEqual([
    '/api/class_sessions/s1/records/p1',
    '/api/people/p1/face_template/confirm',
  ]);
  expect(JSON.parse(deeds[0]?.body ?? '')).toEqual({
    decision: 'confirm',
    reason: 'Seen in the room',
    was_in_room: true,
  });
  expect(JSON.parse(deeds[1]?.body ?? '')).toEqual({ template_id: 't1' });
});

test('a mark that is refused leaves the face alone', async () => {
  const server = fakeServer({ [record]: () => ({ status: 409, json: error('already_decided') }) });
  expect(await confirmMarkAndFace('s1', 'p1', seen('Seen'))).toMatchObject({
    kind: 'not_done',
    failure: { code: 'already_decided' },
  });
  expect(server.to('/api/people/p1/face_template/confirm')).toEqual([]);
});

test('a face that stays unconfirmed does not take the mark back', async () => {
  fakeServer({ [record]: () => ({ json: item }), [face]: () => 'no_answer' });
  expect(await confirmMarkAndFace('s1', 'p1', seen('Seen'))).toEqual({
    kind: 'face_not_confirmed',
    item,
    failure: { kind: 'unreachable' },
  });
});
