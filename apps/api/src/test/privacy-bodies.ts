import { builtPassword } from '#test/build.ts';
import type { World } from '#test/two-schools.ts';

const deletion = { password: builtPassword, reason: 'asked for it' };
const sure = (school: { name: string }) => ({ ...deletion, school_name: school.name });

/** Of exports, erasure, retention and the end of a school. */
export const privacyBodies: Record<string, (world: World) => Record<string, unknown>[]> = {
  'POST /api/me/export/face': () => [{ password: builtPassword }],
  'POST /api/me/erasure_request': () => [{ reason: 'I leave' }, {}],
  'DELETE /api/me/erasure_request': () => [{}],
  'POST /api/erasure_requests/:id/refuse': () => [{ reason: 'exams under way' }],
  'POST /api/people/:id/erase': () => [deletion],
  'POST /api/retention_runs': () => [{ password: builtPassword }],
  'POST /api/retention_runs/dry': () => [{}],
  'POST /api/schools/:id/destruction': ({ school }) => [sure(school)],
  'POST /api/schools/:id/destruction/agree': ({ school }) => [sure(school)],
  'DELETE /api/schools/:id/destruction': () => [deletion],
  'POST /api/destruction_certificates/read': () => [{ token: 'token' }],
};
