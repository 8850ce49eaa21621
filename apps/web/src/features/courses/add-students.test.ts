import { beforeEach, expect, test } from 'vitest';
import { forgetCsrfToken } from '#lib/api.ts';
import { fakeServer } from '#lib/fake-server.ts';
import { addStudents } from './add-students.ts';

beforeEach(forgetCsrfToken);

const path = 'POST /api/courses/c1/enrollments';
const emails = ['a@example.org', 'b@example.org', 'c@example.org'];
const refusal = (...paths: string[]) => ({
  status: 400,
  json: {
    code: 'invalid_request',
    message: 'words',
    request_id: 'request-1',
    fields: paths.map((name) => ({ path: name, message: 'is not known' })),
  },
});

test('those added and those who were in already are counted apart', async () => {
  fakeServer({ [path]: () => ({ json: { enrolled: 2, already_enrolled: 1 } }) });
  expect(await addStudents('c1', { emails })).toEqual({ kind: 'added', enrolled: 2, already: 1 });
});

test('unknown e-mails are named by their place in the list', async () => {
  fakeServer({ [path]: () => refusal('emails.2', 'emails.0', 'emails.7') });
  expect(await addStudents('c1', { emails })).toEqual({ kind: 'unknown', emails: ['c@example.org', 'a@example.org'] });
});

test('another refusal stays what it is', async () => {
  fakeServer({ [path]: () => refusal('emails') });
  expect(await addStudents('c1', { emails })).toMatchObject({
    kind: 'not_added',
    failure: { code: 'invalid_request' },
  });
  fakeServer({ [path]: () => refusal('student_ids.0') });
  expect(await addStudents('c1', { student_ids: ['p1'] })).toMatchObject({ kind: 'not_added' });
});
