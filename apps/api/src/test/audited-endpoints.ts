/**
 * For each endpoint: the audit actions it writes, one of them whenever it changes something or shows somebody
 * personal data, or why there is nothing to audit. A new endpoint needs its line.
 */
export const auditedEndpoints: Record<string, { actions: readonly string[] } | { nothing: string }> = {
  'GET /health': nothing('says how the machine is'),
  'GET /api/openapi.json': nothing('says what the API is'),
  'GET /api/csrf': nothing('a token of the browser'),
  'GET /api/me': nothing('own data'),
  'PATCH /api/me/preferences': actions('person.preferences_changed'),

  'POST /api/setup': actions('school.set_up'),
  'GET /api/school': nothing('no personal data'),
  'PATCH /api/school': actions('school.updated', 'school.join_code_rotated'),
  'GET /api/policies': nothing('texts the school has published'),
  'GET /api/settings': nothing('no personal data'),
  'GET /api/settings/history': nothing('what staff changed, in itself a history'),
  'PATCH /api/settings': actions('settings.updated'),
  'GET /api/audit_entries': actions('audit.viewed'),

  'POST /api/registration': actions('person.registered'),
  'POST /api/sign_in': actions('sign_in.succeeded', 'sign_in.failed'),
  'POST /api/sign_out': actions('sign_in.ended'),

  'GET /api/people': actions('people.viewed'),
  'GET /api/invitations': actions('invitations.viewed'),
  'POST /api/invitations': actions('invitation.made'),
  'DELETE /api/invitations/:id': actions('invitation.withdrawn'),
  'POST /api/invitations/accept': actions('invitation.accepted'),
  'GET /api/people/:id/photo': actions('person_photo.viewed'),
  'POST /api/people/:id/photo': actions('person_photo.set'),
  'DELETE /api/people/:id/photo': actions('person_photo.deleted'),

  'GET /api/look_alikes': actions('look_alikes.viewed'),
  'GET /api/look_alikes/count': nothing('a number'),
  'POST /api/look_alikes/:id/verdict': actions('look_alike.decided'),
  'GET /api/twins': actions('twins.viewed'),
  'POST /api/twins': actions('twins.added'),
  'DELETE /api/twins/:id': actions('twins.removed'),

  'GET /api/places': nothing('no personal data'),
  'POST /api/places': actions('place.made'),
  'PATCH /api/places/:id': actions('place.changed'),
  'GET /api/courses': nothing('the teacher of a course, known to all of the school'),
  'POST /api/courses': actions('course.made'),
  'PATCH /api/courses/:id': actions('course.changed'),
  'DELETE /api/courses/:id': actions('course.deleted'),
  'GET /api/courses/:id/enrollments': actions('enrollments.viewed'),
  'POST /api/courses/:id/enrollments': actions('enrollment.made'),
  'DELETE /api/courses/:id/enrollments/:student_id': actions('enrollment.ended'),

  'POST /api/offline_tickets': nothing('own classes, and a permission to try'),
  'POST /api/offline_marks': actions('attendance.marked'),
  'POST /api/offline_chain/restart': actions('offline_chain.restarted'),

  'GET /api/active_sessions': nothing('own classes'),
  'GET /api/class_sessions': nothing('own classes, no student is named'),
  'POST /api/class_sessions': actions('class_session.planned'),
  'POST /api/class_sessions/:id/open': actions('class_session.opened', 'class_session.moved'),
  'POST /api/class_sessions/:id/close': actions('class_session.closed'),
  'DELETE /api/class_sessions/:id': actions('class_session.deleted'),
  'GET /api/class_sessions/:id/roster': actions('roster.viewed'),
  'POST /api/class_sessions/:id/room_code/show': actions('room_code.shown'),
  'POST /api/class_sessions/:id/room_code/hide': actions('room_code.hidden'),
  'POST /api/class_sessions/:id/roll_call': actions('attendance.confirmed', 'attendance.rejected'),
  'POST /api/class_sessions/:id/records/:student_id': actions(
    'attendance.marked_by_hand',
    'attendance.corrected',
    'attendance.confirmed',
    'attendance.rejected',
  ),

  'GET /api/device_keys': nothing('own phones'),
  'POST /api/device_keys/nonce': nothing('a number used once'),
  'POST /api/device_keys': actions('device_key.registered', 'device_key.refused'),
  'DELETE /api/device_keys/:id': actions('device_key.revoked'),
  'GET /api/people/:id/device_keys': actions('device_keys.viewed'),
  'POST /api/device_keys/:id/approve': actions('device_key.activated'),
  'POST /api/device_keys/:id/revoke': actions('device_key.revoked'),
  'POST /api/device_keys/:id/passkey_options': nothing('a number used once'),
  'POST /api/device_keys/:id/approve_by_passkey': actions('device_key.activated'),
  'GET /api/passkeys': nothing('own passkeys'),
  'POST /api/passkeys/options': nothing('a number used once'),
  'POST /api/passkeys': actions('passkey.added'),
  'PATCH /api/passkeys/:id': actions('passkey.renamed'),
  'DELETE /api/passkeys/:id': actions('passkey.removed'),

  'GET /api/face_template': nothing('own data'),
  'POST /api/face_template': actions('face_template.created', 'face_template.replaced', 'face_template.refused'),
  'GET /api/face_calibration': actions('face_calibration.viewed'),
  'GET /api/people/:id/refused_tries': actions('refused_tries.viewed'),
  'DELETE /api/face_template': actions('face_template.withdrawn', 'consent.withdrawn'),
  'POST /api/people/:id/face_template/confirm': actions('face_template.confirmed'),
  'POST /api/people/:id/face_template/reject': actions('face_template.rejected'),
  'POST /api/people/:id/face_method/allow': actions('face_method.allowed'),
  'GET /api/people/:id/consents': actions('consents.viewed'),
  'POST /api/people/:id/guardian_consent': actions('consent.given'),
  'POST /api/people/:id/consent/withdraw': actions('consent.withdrawn', 'face_template.withdrawn'),
  'POST /api/people/:id/guardian_link': actions('guardian_link.created'),
  'POST /api/guardian_link': actions('guardian_link.viewed'),
  'POST /api/guardian_link/agree': actions('consent.given'),
  'POST /api/guardian_link/refuse': actions('consent.refused'),

  'POST /api/session_attendance/challenge': nothing('a number used once'),
  'POST /api/session_attendance/mark': actions('attendance.marked'),
  'POST /api/room_code_receipts': nothing('a receipt without a name; its use is a mark'),
  'GET /api/attendance_records': nothing('own data'),

  'GET /api/reviews': actions('reviews.viewed'),
  'GET /api/review_counts': nothing('a number'),
  'GET /api/reviews/:id': actions('review.viewed'),
  'GET /api/review_decisions': actions('review_decisions.viewed'),
  'GET /api/review_rates': nothing('rates of rules, nobody is named'),
  'GET /api/attempts': actions('attempts.viewed'),
  'GET /api/attempts/:id': actions('attempt.viewed'),
  'GET /api/signals': actions('signals.viewed'),
  'GET /api/signals/graph': actions('signal_graph.viewed'),
  'GET /api/signals/:id': actions('signal.viewed'),
  'POST /api/signals/:id/decide': actions('signal.dismissed', 'signal.confirmed', 'signal.reopened'),
};

function actions(...names: string[]) {
  return { actions: names };
}

function nothing(why: string) {
  return { nothing: why };
}
