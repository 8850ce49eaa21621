import type { Endpoint } from '@hadir/contract/endpoint.ts';
import { accountBodies } from '#test/account-bodies.ts';
import { nameOf } from '#test/all-endpoints.ts';
import { builtPassword } from '#test/build.ts';
import { privacyBodies } from '#test/privacy-bodies.ts';
import type { World } from '#test/two-schools.ts';

export type Body = Record<string, unknown>;

const deletion = { password: builtPassword, reason: 'made by mistake' };
const times = { starts_at: '2030-01-01T08:00:00Z', ends_at: '2030-01-01T09:00:00Z' };
const classComesAgain = {
  ...{ title: 'T', room: 'R', weekdays: [1, 3], every_weeks: 2, starts_at_time: '08:00', duration_min: 60 },
  opens_itself: true,
};
const newcomer = { name: 'New', email: 'new@built.example', password: 'long enough 1' };
const coordinate = 'A'.repeat(43);
const outline = [
  { lat: 1.25, lng: 2.25 },
  { lat: 1.25, lng: 2.251 },
  { lat: 1.251, lng: 2.25 },
];
const credential = { id: coordinate, rawId: coordinate, type: 'public-key' };
const shot = Array.from({ length: 128 }, (_, index) => (index % 7) / 30);

/** For each endpoint that takes a body: one that its contract takes, for every form that it has. */
const bodies: Record<string, (world: World) => Body[]> = {
  'POST /api/session_attendance/challenge': ({ session }) => [{ session_id: session.id }],
  'PATCH /api/me/preferences': () => [{ language: 'ar', theme: 'dark', contrast: 'more' }],
  ...accountBodies,
  'POST /api/offline_tickets': () => [{}],
  'POST /api/offline_chain/restart': () => [{ seq: 1, previous: 'a'.repeat(64) }],
  'POST /api/courses': ({ teacher }) => [{ code: 'C', title: 'T', section: 'A', teacher_id: teacher.id }],
  'PATCH /api/courses/:id': ({ teacher }) => [{ teacher_id: teacher.id }, { title: 'T', is_archived: false }],
  'DELETE /api/courses/:id': () => [deletion],
  'POST /api/courses/:id/enrollments': ({ student, schoolClass, stream }) => [
    { student_ids: [student.id] },
    { emails: [student.email] },
    { class_id: schoolClass.id, stream_id: stream.id },
  ],
  'POST /api/device_keys/nonce': () => [{}],
  'POST /api/device_keys': () => [
    {
      public_key: { kty: 'EC', crv: 'P-256', x: coordinate, y: coordinate },
      device_id: 'a'.repeat(64),
      label: 'Phone',
      password: builtPassword,
      nonce: 'nonce',
      signature: 'A'.repeat(86),
    },
  ],
  'POST /api/device_keys/:id/approve': () => [{}],
  'POST /api/device_keys/:id/passkey_options': () => [{}],
  'POST /api/device_keys/:id/approve_by_passkey': () => [
    {
      credential: {
        ...credential,
        response: { clientDataJSON: coordinate, authenticatorData: coordinate, signature: coordinate },
      },
    },
  ],
  'POST /api/passkeys/options': () => [{ password: builtPassword }],
  'POST /api/passkeys': () => [
    {
      label: 'Passkey',
      credential: {
        ...credential,
        response: { clientDataJSON: coordinate, attestationObject: coordinate, transports: ['internal'] },
      },
    },
  ],
  'PATCH /api/passkeys/:id': () => [{ label: 'Passkey' }],
  'POST /api/device_keys/:id/revoke': () => [{ reason: 'lost phone' }],
  'POST /api/face_template': () => [
    { consent: { version: 1, accepted: true }, shots: { 'face-api-128': [shot, shot, shot, shot, shot] } },
  ],
  'POST /api/people/:id/face_template/confirm': ({ template }) => [{ template_id: template.id }],
  'POST /api/people/:id/face_template/reject': ({ template }) => [
    { reason: 'another person', template_id: template.id },
  ],
  'POST /api/people/:id/guardian_consent': () => [{ guardian_name: 'Guardian', version: 1 }],
  'POST /api/people/:id/consent/withdraw': () => [{ guardian_name: 'Guardian', reason: 'asked for it' }],
  'POST /api/people/:id/guardian_link': () => [{}],
  'POST /api/guardian_link': () => [{ token: 'token' }],
  'POST /api/guardian_link/refuse': () => [{ token: 'token', guardian_name: 'Guardian', version: 1 }],
  'POST /api/guardian_link/agree': () => [{ token: 'token', guardian_name: 'Guardian', version: 1, accepted: true }],
  // No photo, so that it is refused for what it is and not for its form.
  'POST /api/people/:id/photo': () => [{ media_type: 'image/png', data: 'AAAA' }],
  'POST /api/people/:id/face_method/allow': () => [{}],
  'POST /api/people': ({ schoolClass, stream }) => [
    {
      ...{ name: 'New', admission_number: 'ADM/2030-1', email: 'fresh@built.example', born_on: '2012-02-29' },
      ...{ gender: 'female', class_id: schoolClass.id, stream_id: stream.id },
    },
    { name: 'New', admission_number: 'adm.2' },
  ],
  'PATCH /api/people/:id': ({ schoolClass }) => [
    { name: 'Other', admission_number: 'ADM/2030-3', email: null, born_on: null, gender: null },
    { class_id: schoolClass.id, stream_id: null },
  ],
  'POST /api/people/:id/deactivate': () => [{ reason: 'left the school' }],
  'POST /api/people/:id/reactivate': () => [{}],
  'POST /api/people/:id/guardians': () => [
    { name: 'Guardian', phone: '0712 345 678', email: 'guardian@built.example', language: 'sw' },
  ],
  'PATCH /api/guardians/:id': () => [{ name: 'Guardian', phone: '0712 345 679', email: null, language: 'ar' }],
  'POST /api/classes': () => [{ name: 'Form 2', level: 2 }],
  'PATCH /api/classes/:id': () => [{ name: 'Form 3', level: 3, is_archived: false }],
  'POST /api/classes/:id/streams': () => [{ name: 'East', capacity: 40 }],
  'PATCH /api/streams/:id': () => [{ name: 'West', capacity: 30 }],
  'POST /api/imports': () => [
    {
      kind: 'students',
      file_name: 'students.csv',
      data: Buffer.from('Name,Admission number\nNew,N-1').toString('base64'),
    },
  ],
  'PATCH /api/imports/:id': () => [{ mapping: ['name', 'admission_number'] }],
  'POST /api/imports/:id/run': () => [{}],
  'POST /api/imports/:id/undo': () => [{}],
  'POST /api/look_alikes/:id/verdict': () => [
    { verdict: 'different', reason: 'cousins' },
    { verdict: 'twins', reason: 'twins' },
    { verdict: 'same_person', rejected: 'person', reason: 'one person' },
  ],
  'POST /api/twins': ({ student, classmate }) => [{ person_ids: [student.id, classmate.id], reason: 'twins' }],
  'POST /api/people/:id/role': () => [{ role: 'viewer', reason: 'works elsewhere' }],
  'POST /api/invitations': () => [{ name: 'New', email: 'new@built.example', role: 'teacher', department: 'Maths' }],
  'POST /api/invitations/accept': () => [{ token: 'token', password: 'long enough 1' }],
  'POST /api/places': () => [
    { name: 'Hall', lat: 1.25, lng: 2.25, radius_m: 100 },
    { name: 'Yard', polygon: outline },
  ],
  'PATCH /api/places/:id': () => [{ name: 'Hall', lat: 1.25, lng: 2.25, radius_m: 100, polygon: outline }],
  'PATCH /api/school': () => [
    {
      name: 'School',
      time_zone: 'Africa/Nairobi',
      country: 'KE',
      consent_policy: 'guardian',
      consent_text: 'We ask.\nYou agree.',
      retention_policy: 'A year.',
      face_threshold: 0.45,
      default_radius_m: 100,
      plain_form: 'refuse',
      rotate_join_code: true,
      publish_policies: true,
    },
  ],
  'POST /api/schools': () => [
    { name: 'School', time_zone: 'UTC', country: 'TZ', admin_name: 'New', admin_email: 'new@built.example' },
  ],
  'POST /api/schools/:id/admin_invitation': () => [{ admin_name: 'New', admin_email: 'new@built.example' }],
  'POST /api/schools/:id/stop': () => [{ reason: 'asked for it' }],
  'POST /api/schools/:id/reopen': () => [{ reason: 'asked for it' }],
  // A version that nobody has made.
  'PATCH /api/settings': () => [
    {
      version: 7,
      reason: 'fewer alarms',
      weights: { shared_device: 20 },
      flag_at: 20,
      review_at: 50,
      policies: { '9': 'flag' },
    },
  ],
  'POST /api/setup': () => [{ token: 'another token', school_name: 'S', time_zone: 'UTC', ...newcomer }],
  'POST /api/class_sessions': ({ course, place }) => [
    { course_id: course.id, place_id: place.id, radius_m: 150, title: 'T', room: 'R', ...times },
  ],
  'POST /api/class_sessions/now': ({ course, place }) => [
    { course_id: course.id, place_id: place.id, radius_m: 150, title: 'T', room: 'R', minutes: 20 },
  ],
  'POST /api/class_sessions/:id/cancel': () => [{ reason: 'sports day' }],
  'POST /api/class_sessions/:id/restore': () => [{}],
  'POST /api/class_sessions/:id/staff': ({ colleague }) => [{ person_id: colleague.id }],
  'POST /api/class_sessions/:id/take_over': () => [{ reason: 'colleague is ill' }],
  'POST /api/timetable_rules': ({ course, place }) => [
    { ...classComesAgain, course_id: course.id, place_id: place.id, starts_on: '2030-01-01', ends_on: '2030-06-30' },
  ],
  'PATCH /api/timetable_rules/:id': ({ place }) => [{ ...classComesAgain, place_id: place.id }],
  'POST /api/timetable_rules/:id/exceptions': ({ place, ruleDay }) => [
    {
      ...{ occurs_on: ruleDay.on, change: 'moved', reason: 'sports day', moved_to_on: ruleDay.on, room: 'Hall' },
      ...{ starts_at_time: '10:00', duration_min: 30, place_id: place.id },
    },
    { occurs_on: ruleDay.on, change: 'cancelled', reason: 'sports day' },
  ],
  'POST /api/holidays': () => [{ name: 'Half term', starts_on: '2030-02-18', ends_on: '2030-02-22' }],
  'POST /api/class_sessions/:id/open': ({ place }) => [{}, { place_id: place.id, radius_m: 150 }],
  'POST /api/class_sessions/:id/room_code/show': () => [{}],
  'POST /api/class_sessions/:id/room_code/hide': () => [{}],
  'POST /api/class_sessions/:id/roll_call': ({ student, classmate }) => [
    { here: [student.id] },
    { not_here: [classmate.id] },
  ],
  'POST /api/room_code_receipts': ({ session }) => [{ session_id: session.id, code: '123456', step: 1 }],
  'POST /api/class_sessions/:id/close': () => [{}],
  'DELETE /api/class_sessions/:id': () => [deletion],
  'POST /api/class_sessions/:id/records': ({ student }) => [
    { changes: [{ student_id: student.id, status: 'excused' }], reason: 'sports day', only_unmarked: true },
  ],
  'POST /api/correction_requests': ({ session }) => [{ session_id: session.id, wanted: 'late', reason: 'was there' }],
  'POST /api/correction_requests/:id/withdraw': () => [{}],
  'POST /api/correction_requests/:id/decide': () => [{ decision: 'accept', reason: 'was seen' }],
  'POST /api/change_proposals/:id/decide': () => [{ decision: 'refuse', reason: 'not agreed' }],
  'POST /api/change_proposals/:id/withdraw': () => [{}],
  'POST /api/class_sessions/:id/records/:student_id': () => [
    { status: 'present', reason: 'was in the room' },
    { decision: 'confirm', reason: 'was in the room', was_in_room: true },
  ],
  'POST /api/attempt_files': ({ session, student, signal }) => [
    { format: 'csv', language: 'en', session_id: session.id, success: 'false', from: '2026-03-02T00:00:00Z' },
    { format: 'xlsx', language: 'en', student_id: student.id, signal_id: signal.id },
  ],
  'POST /api/calendar_feed': () => [{}],
  'POST /api/report_files': ({ course, classmate, schoolClass, stream }) => [
    { report: 'daily', format: 'csv', language: 'en', on: '2026-03-02' },
    { report: 'students', format: 'csv', language: 'ar', course_id: course.id, below: 75, search: 'a' },
    { report: 'students', format: 'csv', language: 'en', class_id: schoolClass.id, stream_id: stream.id },
    { report: 'courses', format: 'xlsx', language: 'sw', from_on: '2026-03-02', to_on: '2026-03-03' },
    { report: 'classes', format: 'pdf', language: 'id' },
    { report: 'trend', format: 'csv', language: 'en', by: 'week' },
    { report: 'student', format: 'csv', language: 'en', student_id: classmate.id },
  ],
  'POST /api/signals/:id/decide': () => [
    { decision: 'dismiss', reason: 'brother and sister' },
    { decision: 'reopen', reason: 'not so sure' },
  ],
  ...privacyBodies,
  'POST /api/registration': () => [{ join_code: 'WRONGONE', ...newcomer }],
  'POST /api/sign_out': () => [{}],
};

export function bodiesThatDo(endpoint: Endpoint, world: World): Body[] {
  const found = bodies[nameOf(endpoint)];
  if (!found) throw new Error(`No sample of a body for ${nameOf(endpoint)}: add one.`);
  return found(world);
}

/** Of bodies that are judged field by field in the handler: enough for it to know what is meant. */
const rawBodies: Record<string, (world: World) => Body> = {
  'POST /api/session_attendance/mark': ({ session }) => ({
    session_id: session.id,
    method: 'room_code',
    client: { version: '0.1.0' },
  }),
  'POST /api/offline_marks': () => ({}),
};

/** The first of them, also of those that are judged in the handler; undefined where nothing is sent. */
export function sampleBody(endpoint: Endpoint, world: World): Body | undefined {
  if (endpoint.body === undefined) return undefined;
  return endpoint.bodyIs === 'raw' ? rawBodies[nameOf(endpoint)]?.(world) : bodiesThatDo(endpoint, world)[0];
}
