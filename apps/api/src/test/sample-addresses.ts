import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { nameOf } from '#test/all-endpoints.ts';
import type { World } from '#test/two-schools.ts';

/** What an endpoint cannot be asked without. */
const queries: Record<string, string> = {
  'GET /api/timetable': '?from_on=2030-01-01&to_on=2030-01-31',
};

/** Path and query with ids of this world. */
export function addressFor(endpoint: Endpoint, world: World): string {
  return `${pathFor(endpoint, world)}${queries[nameOf(endpoint)] ?? ''}`;
}

/** The endpoint's path with ids of this world that its own people may ask for. */
export function pathFor(endpoint: Endpoint, world: World): string {
  const { path } = endpoint;
  if (path === '/api/people/:id/role') return `/api/people/${world.colleague.id}/role`;
  if (path === '/api/people/:id/second_factor/reset') return `/api/people/${world.colleague.id}/second_factor/reset`;
  const [, , collection = ''] = path.split('/');
  const ids: Record<string, string> = {
    attempts: world.attempt.id,
    classes: world.schoolClass.id,
    streams: world.stream.id,
    guardians: world.guardian.id,
    courses: world.course.id,
    device_keys: world.key.id,
    erasure_requests: world.erasure.id,
    passkeys: world.passkey.id,
    people: world.classmate.id,
    reports: world.classmate.id,
    reviews: world.record.id,
    invitations: world.invitation.id,
    imports: world.import.id,
    look_alikes: world.lookAlike.id,
    twins: world.twins.id,
    places: world.place.id,
    schools: world.school.id,
    signals: world.signal.id,
    sign_ins: world.signIn.id,
    class_sessions: world.session.id,
    correction_requests: world.request.id,
    change_proposals: world.proposal.id,
    timetable_rules: world.rule.id,
    holidays: world.holiday.id,
  };
  return (
    path
      .replace(':session_id', world.session.id)
      // The one of whose record there is something to say.
      .replace(':student_id/history', `${world.classmate.id}/history`)
      .replace(':student_id', world.student.id)
      .replace(':person_id', world.colleague.id)
      .replace(':on', world.ruleDay.on)
      .replace(':id', ids[collection] ?? 'unknown')
  );
}
