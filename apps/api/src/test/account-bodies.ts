import { builtPassword } from '#test/build.ts';
import type { World } from '#test/two-schools.ts';

const coordinate = 'A'.repeat(43);
const usedCredential = {
  ...{ id: coordinate, rawId: coordinate, type: 'public-key' },
  response: { clientDataJSON: coordinate, authenticatorData: coordinate, signature: coordinate },
};

/** Sample bodies of what opens and closes accounts. */
export const accountBodies: Record<string, (world: World) => Record<string, unknown>[]> = {
  'POST /api/sign_in': () => [
    { email: 'nobody@built.example', password: 'whatever' },
    { join_code: 'NOWHERE', admission_number: 'A/1', password: 'whatever' },
  ],
  'POST /api/sign_in/second_step': () => [{ code: '123456' }, { credential: usedCredential }],
  'POST /api/sign_in/second_step/options': () => [{}],
  'POST /api/step_up': () => [{ password: builtPassword }, { code: '123456' }, { credential: usedCredential }],
  'POST /api/step_up/options': () => [{}],
  'POST /api/second_factor/totp': () => [{ password: builtPassword }],
  'POST /api/second_factor/totp/confirm': () => [{ code: '123456' }],
  'POST /api/second_factor/totp/remove': () => [{ password: builtPassword }],
  'POST /api/second_factor/recovery_codes': () => [{ password: builtPassword }],
  'POST /api/people/:id/second_factor/reset': () => [{ reason: 'lost the phone' }],
  'POST /api/sign_ins/end': () => [{ keep_this: true }],
  'POST /api/me/password': () => [{ password: builtPassword, new_password: 'long enough 2' }],
  'POST /api/password_resets': () => [{ email: 'nobody@built.example' }],
  'POST /api/password_resets/link': () => [{ token: 'token', new_password: 'long enough 2' }],
  'POST /api/password_resets/code': () => [
    { email: 'nobody@built.example', code: 'AAAA-AAAA', new_password: 'long enough 2' },
    { join_code: 'NOWHERE', admission_number: 'A/1', code: 'AAAA-AAAA', new_password: 'long enough 2' },
  ],
  'POST /api/people/:id/password_reset': () => [{ kind: 'code' }, { kind: 'link' }],
  'POST /api/claim_codes': ({ course, student, schoolClass }) => [
    { course_id: course.id },
    { class_id: schoolClass.id },
    { student_ids: [student.id] },
  ],
  'POST /api/claims': () => [{ code: 'AAAA-AAAA-AAAA', admission_number: 'A/1', password: 'long enough 2' }],
};
