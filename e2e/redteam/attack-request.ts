import { gzipSync } from 'node:zlib';
import { createCourse } from '@hadir/contract/courses.ts';
import { signMark } from './phone.ts';
import { prepare } from './prepared.ts';
import { type Attacks, repeat } from './stage.ts';
import { takeTurn } from './student.ts';
import { type Outcome, tally, worked } from './tally.ts';
import type { RawRequest } from './visitor.ts';

/** Requests that a browser on our own pages would not send. */
export const requestAttacks: Attacks = {
  'csrf-no-token': ({ arena, times }) =>
    forge(
      times(1, 4),
      (i) => [{ 'X-CSRF-Token': null }, { 'X-CSRF-Token': '' }, { 'X-CSRF-Token': 'x' }][i % 3] ?? {},
      arena,
    ),

  'csrf-foreign-token': async ({ arena, times }) => {
    const attacker = arena.openVisitor();
    await attacker.renewToken();
    return forge(times(1, 4), () => ({ 'X-CSRF-Token': attacker.token }), arena);
  },

  'csrf-other-site': ({ arena, times }) =>
    forge(
      times(1, 2),
      (i) =>
        [
          { 'Sec-Fetch-Site': 'cross-site', Origin: 'https://evil.example' },
          { 'Sec-Fetch-Site': 'same-site', Origin: 'https://sub.localhost' },
          { 'Sec-Fetch-Site': 'none' },
          { 'Sec-Fetch-Site': null, Origin: 'https://evil.example' },
          { 'Sec-Fetch-Site': null, Origin: 'null' },
          { 'Sec-Fetch-Site': null, Origin: null },
        ][i % 6] ?? {},
      arena,
    ),

  'csrf-form': ({ arena, times }) =>
    forge(
      times(1, 2),
      (i) => ({
        'Content-Type': ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', null][i % 4] ?? null,
      }),
      arena,
    ),

  'body-tricks': async ({ arena, courseId, times }) => {
    const bodies: ((body: string) => { body: string | Buffer; headers?: Record<string, string> })[] = [
      (body) => ({ body: body.replace('{', '{"__proto__":{"role":"admin"},') }),
      (body) => ({ body: body.replace('{', '{"constructor":{"prototype":{"role":"admin"}},') }),
      (body) => ({ body: body.replace('{', `{"deep":${'['.repeat(5000)}${']'.repeat(5000)},`) }),
      (body) => ({ body: body.replace('{', `{"wide":"${'x'.repeat(300_000)}",`) }),
      (body) => ({ body: gzipSync(body), headers: { 'Content-Encoding': 'gzip' } }),
      (body) => ({ body, headers: { 'Content-Encoding': 'br' } }),
      (body) => ({ body: `[${body}]` }),
      (body) => ({ body: `${body}${body}` }),
      () => ({ body: 'null' }),
      () => ({ body: '"text"' }),
      () => ({ body: '' }),
      () => ({ body: '{' }),
      () => ({ body: Buffer.from([0xff, 0xfe, 0x7b, 0x7d]) }),
      (body) => ({ body: Buffer.from(`\ufeff${body}`, 'utf16le') }),
      (body) => ({ body: body.replace('"session_id":"', '"session_id":"\\u0000') }),
      (body) => ({ body: body.replace(/"session_id":"[^"]+"/, '"session_id":{"$ne":null}') }),
      (body) => ({ body: body.replace(/"session_id":"[^"]+"/, `"session_id":"' OR 1=1 --"`) }),
      (body) => ({ body: body.replace(/"session_id":"[^"]+"/, `"session_id":"${'9'.repeat(5000)}"`) }),
      (body) => ({ body: body.replace(/"device_id":"[^"]+"/, '"device_id":"\\ud800"') }),
    ];
    const outcomes = await repeat(bodies.length * times(1, 2), async (i) => {
      const student = await arena.borrow(courseId, 1);
      const prepared = await prepare(arena, student, await arena.openSession(courseId));
      const { body = '', headers = {} } = bodies[i % bodies.length]?.(prepared.signed.body) ?? {};
      const signed = signMark(
        student.phone,
        prepared.challenge,
        typeof body === 'string' ? body : prepared.signed.body,
      );
      await takeTurn(student);
      const answer = await student.visitor.raw({
        method: 'POST',
        path: '/api/session_attendance/mark',
        headers: { 'X-Device-Key': signed.keyId, 'X-Device-Signature': signed.signature, ...headers },
        body,
      });
      return arena.judge(student, prepared.sessionId, answer);
    });
    return tally(outcomes);
  },

  'method-override': async ({ arena, courseId, times }) => {
    const outcomes = await repeat(times(2, 6), async (i) => {
      const student = await arena.borrow(courseId, 1);
      const prepared = await prepare(arena, student, await arena.openSession(courseId));
      const { keyId, signature, body } = prepared.signed;
      const headers = { 'X-Device-Key': keyId, 'X-Device-Signature': signature, 'X-HTTP-Method-Override': 'POST' };
      const methods = ['PUT', 'PATCH', 'DELETE', 'HEAD'];
      const path = i % 2 === 0 ? '/api/session_attendance/mark' : '/api/session_attendance//mark';
      await takeTurn(student);
      const answer = await student.visitor.raw({ method: methods[i % 4] ?? 'PUT', path, headers, body });
      return arena.judge(student, prepared.sessionId, answer);
    });
    return tally(outcomes);
  },
};

/** A change in the teacher's name that another site, or a form, asks for: another course. */
async function forge(
  rounds: number,
  headersAt: (i: number) => RawRequest['headers'],
  { teacher, teacherId }: Parameters<Attacks[string]>[0]['arena'],
) {
  const outcomes: Outcome[] = await repeat(rounds * 6, async (i) => {
    const body = JSON.stringify({
      code: `FORGED${i}`,
      title: 'Forged',
      section: `${Math.random()}`.slice(0, 12),
      teacher_id: teacherId,
    });
    const answer = await teacher.raw({
      method: createCourse.method,
      path: createCourse.path,
      headers: headersAt(i) ?? {},
      body,
    });
    return worked(answer.status === 200);
  });
  return tally(outcomes);
}
