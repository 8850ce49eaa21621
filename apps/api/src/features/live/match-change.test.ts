import { expect, it } from 'vitest';
import { matchChange } from './match-change.ts';

const schoolId = '01890000-0000-7000-8000-000000000001';
const sessionId = '01890000-0000-7000-8000-000000000002';
const studentId = '01890000-0000-7000-8000-000000000003';
const teacher = { id: '01890000-0000-7000-8000-000000000004', schoolId, role: 'teacher', name: 'T' } as const;
const student = { ...teacher, id: studentId, role: 'student' } as const;

const cases = [
  [
    'a mark',
    'POST',
    '/api/session_attendance/mark',
    student,
    {},
    { session_id: sessionId },
    { schoolId, sessionId, studentId },
  ],
  ['a mark that names nothing', 'POST', '/api/session_attendance/mark', student, {}, { session_id: 7 }, null],
  [
    'a mark by hand',
    ...(['POST', '/api/class_sessions/:id/records/:student_id', teacher] as const),
    ...([{ id: sessionId, student_id: studentId }, {}, { schoolId, sessionId, studentId }] as const),
  ],
  [
    'a session that is closed',
    ...(['POST', '/api/class_sessions/:id/close', teacher, { id: sessionId }, undefined] as const),
    { schoolId, sessionId, studentId: null },
  ],
  ['a phone', 'POST', '/api/device_keys', student, {}, {}, { schoolId, sessionId: null, studentId: null }],
  ['a challenge', 'POST', '/api/session_attendance/challenge', student, {}, { session_id: sessionId }, null],
  ['a look', 'GET', '/api/people', teacher, {}, {}, null],
  ['a stranger', 'POST', '/api/sign_in', null, {}, {}, null],
] as const;

it.each(cases)('%s', (_name, method, path, person, params, body, change) => {
  expect(matchChange({ endpoint: { method, path }, person, params, body })).toEqual(change);
});
