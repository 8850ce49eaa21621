import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { TestApp } from '#test/open-app.ts';
import type { World } from '#test/two-schools.ts';

/** Written into every column that can hold a text, of every row that is a person's. */
export const mark = 'marker0f5a';

const by = (column: string) => `${column} = $1::uuid`;

/** Every table with rows of a person, and which they are; null for rows that other tests write. */
export const whose: Record<string, string | null> = {
  attendance_attempts: by('student_id'),
  attendance_records: by('student_id'),
  audit_entries: null,
  audit_payloads: null,
  calendar_feeds: by('person_id'),
  challenges: by('person_id'),
  change_proposals: by('proposed_by_id'),
  claim_codes: by('person_id'),
  consent_records: by('person_id'),
  correction_requests: by('student_id'),
  device_key_nonces: by('person_id'),
  device_keys: by('person_id'),
  device_uses: by('person_id'),
  duplicate_faces: by('person_id'),
  enrollments: by('student_id'),
  erasure_requests: by('person_id'),
  face_probes: by('person_id'),
  face_shots: 'template_id = (SELECT id FROM face_templates WHERE person_id = $1::uuid)',
  face_templates: by('person_id'),
  face_trials: by('person_id'),
  failed_sign_ins: by('person_id'),
  fraud_signal_attempts: null,
  fraud_signal_people: null,
  fraud_signals: 'id IN (SELECT signal_id FROM fraud_signal_people WHERE person_id = $1::uuid)',
  guardian_links: by('person_id'),
  guardians: by('student_id'),
  import_rows: by('subject_id'),
  invitations: 'email = (SELECT email FROM people WHERE id = $1::uuid)',
  offline_chains: 'key_id IN (SELECT id FROM device_keys WHERE person_id = $1::uuid)',
  offline_marks: 'key_id IN (SELECT id FROM device_keys WHERE person_id = $1::uuid)',
  outbox_messages: "payload ->> 'person_id' = $1",
  passkey_challenges: by('person_id'),
  passkeys: by('person_id'),
  password_resets: by('person_id'),
  people: by('id'),
  person_photos: by('person_id'),
  record_revisions: 'record_id IN (SELECT id FROM attendance_records WHERE student_id = $1::uuid)',
  recovery_codes: by('person_id'),
  refused_requests: by('person_id'),
  review_decisions: by('student_id'),
  room_code_misses: by('person_id'),
  room_code_receipts: null,
  session_staff: by('person_id'),
  sign_ins: by('person_id'),
  staff_attendances: by('person_id'),
  totp_secrets: by('person_id'),
  twin_pairs: '(person_a_id = $1::uuid OR person_b_id = $1::uuid)',
  web_sessions: "sess ->> 'personId' = $1",
};

/** Every other table, and why nobody stands in it. */
export const notOfPeople: Record<string, string> = {
  audit_cuts: 'places in the chain',
  audit_seals: 'hashes of audit rows',
  audit_unsealed: 'ids of audit rows',
  class_sessions: 'occasions of a course',
  classes: 'the structure of the school',
  consent_texts: 'texts of the school',
  courses: 'the structure of the school',
  deleted_templates: 'ids of what was deleted, until the vault has followed',
  destruction_certificates: 'numbers of a school that is gone',
  destruction_requests: 'a decision about the school',
  face_vault_checks: 'which vault it is',
  holidays: 'the calendar of the school',
  import_batches: 'which file was read; of rows that wait an erasure leaves none, whoever is in them',
  import_mappings: 'names of columns',
  master_key_checks: 'which keys there are',
  places: 'the structure of the school',
  retention_runs: 'numbers',
  schools: 'the school itself',
  settings_revisions: 'settings of the school',
  streams: 'the structure of the school',
  timetable_exceptions: 'the calendar of the school',
  timetable_rules: 'the calendar of the school',
};

/** One row of a student in every table that has any. */
export async function buildTraces({ database, context }: TestApp, world: World, personId: string) {
  const { db } = database;
  const { school, session, course, classmate, teacher } = world;
  const schoolId = school.id;
  const own = { schoolId, personId };
  const at = new Date();
  const unique = () => new Uint8Array(randomBytes(32));
  await db.enrollment.create({ data: { schoolId, courseId: course.id, studentId: personId } });
  await db.guardian.create({
    data: { schoolId, studentId: personId, name: 'G', phone: '+254700000000', language: 'en' },
  });
  const key = await db.deviceKey.create({
    data: { ...own, publicKey: {}, thumbprint: 't', deviceHash: 'd', label: 'L', state: 'active' },
  });
  await db.offlineChain.create({ data: { keyId: key.id, schoolId, head: 'h' } });
  await db.offlineMark.create({
    data: { schoolId, keyId: key.id, seq: 1, bodyHash: 'b', answer: {}, receivedAt: at },
  });
  const template = await db.faceTemplate.create({
    data: {
      ...{ ...own, consentVersion: 1, consentTextHash: 'x', consentedAt: at, wrappedKey: unique(), keyVersion: 1 },
      ...{ sealedMean: unique(), secondSealedMean: unique(), deviceKeyId: key.id },
      shots: { create: { schoolId, model: 'face-api-128', shot: 0, sealed: unique() } },
      probes: { create: { schoolId, personId, model: 'face-api-128', sealed: unique() } },
    },
  });
  await context.vault.add([template.id]);
  await db.duplicateFace.create({
    data: { ...own, templateId: template.id, otherPersonId: classmate.id, model: 'm', distance: 0.3, radius: 0.4 },
  });
  const [personAId = '', personBId = ''] = [personId, teacher.id].toSorted();
  await db.twinPair.create({ data: { schoolId, personAId, personBId, reason: 'r' } });
  await db.personPhoto.create({ data: { ...own, mediaType: 'image/png', bytes: unique() } });
  await db.passkey.create({ data: { ...own, credentialId: 'c', publicKey: unique(), counter: 0, label: 'L' } });
  await db.passkeyChallenge.create({ data: { ...own, challenge: 'c', purpose: 'register', expiresAt: at } });
  await db.deviceKeyNonce.create({ data: { ...own, nonce: 'n', expiresAt: at } });
  await db.challenge.create({
    data: { ...own, sessionId: session.id, claimedKey: 'k', nonce: 'n', wasSessionActive: true, expiresAt: at },
  });
  const attempt = await db.attendanceAttempt.create({
    data: {
      ...{ schoolId, sessionId: session.id, claimedSessionId: session.id, studentId: personId, studentName: 'S' },
      ...{ method: 'face', success: true, reason: 'Accepted', code: 'accepted', checks: [], address: 'a' },
      ...{ latitude: -6.2, longitude: 106.8, accuracyM: 5, distanceM: 4, faceDistance: 0.3, deviceHash: 'd' },
    },
  });
  const record = await db.attendanceRecord.create({
    data: {
      ...{ schoolId, sessionId: session.id, studentId: personId, method: 'face', status: 'late', state: 'confirmed' },
      ...{ attemptId: attempt.id, templateId: template.id, markedAt: at, decisionReason: 'r' },
      revisions: { create: { schoolId, before: {}, after: {}, reason: 'r' } },
    },
  });
  await db.reviewDecision.create({
    data: {
      ...{ schoolId, sessionId: session.id, studentId: personId, recordId: record.id, reasons: [], riskPoints: 0 },
      ...{ isConfirmed: true, reason: 'r' },
    },
  });
  await db.correctionRequest.create({
    data: { schoolId, sessionId: session.id, studentId: personId, wanted: 'present', reason: 'r', decisionReason: 'r' },
  });
  await db.erasureRequest.create({ data: { ...own, reason: 'r', state: 'refused', decisionReason: 'r' } });
  await db.consentRecord.create({ data: { ...own, version: 1, textHash: 'x', givenBy: 'self', guardianName: 'G' } });
  await db.guardianLink.create({ data: { ...own, tokenHash: unique(), expiresAt: at, refusedBy: 'G' } });
  await db.faceTrial.create({ data: { ...own, bucket: 'unverified', failures: 1, lastFailureAt: at } });
  await db.roomCodeMiss.create({ data: { ...own, sessionId: session.id } });
  await db.deviceUse.create({ data: { ...own, deviceHash: 'd', firstAt: at, lastAt: at } });
  await db.failedSignIn.create({ data: { ...own, address: 'a', site: 's' } });
  await db.refusedRequests.create({ data: { ...own, code: 'c', hourAt: at } });
  await db.totpSecret.create({ data: { ...own, sealed: unique(), keyVersion: 1 } });
  await db.recoveryCode.create({ data: { ...own, codeHash: unique() } });
  await db.passwordReset.create({ data: { ...own, kind: 'code', tokenHash: unique(), expiresAt: at } });
  await db.claimCode.create({ data: { ...own, codeHash: unique(), expiresAt: at } });
  await db.signIn.create({ data: { ...own, address: 'a', userAgent: 'u' } });
  await db.calendarFeed.create({ data: { ...own, tokenHash: unique() } });
  await db.staffAttendance.create({ data: { ...own, attendedOn: at, method: 'manual', markedAt: at } });
  await db.fraudSignal.create({
    data: {
      ...{ schoolId, kind: 'many_phones', key: personId, detail: {}, firstAt: at, lastAt: at, decisionReason: 'r' },
      people: { create: { personId } },
      attempts: { create: { attemptId: attempt.id } },
    },
  });
  const batch = await db.importBatch.create({
    data: { schoolId, kind: 'students', fileName: 'f', state: 'imported', mapping: {}, counts: {} },
  });
  await db.importRow.create({
    data: {
      schoolId,
      batchId: batch.id,
      rowNumber: 2,
      subjectType: 'person',
      subjectId: personId,
      before: {},
      after: {},
    },
  });
  await db.outboxMessage.create({
    data: {
      schoolId,
      topic: 'nobody handles it',
      payload: { person_id: personId },
      availableAt: new Date('2999-01-01'),
    },
  });
  await database.pool.query(`INSERT INTO web_sessions (sid, sess, expire) VALUES ($1, $2, now() + interval '1 hour')`, [
    personId,
    { personId },
  ]);
  return { templateId: template.id };
}

/** Columns by which rows are found, or of which only some values are allowed. */
const fixed = [
  ...['admission_number', 'key', 'sess', 'language', 'theme', 'contrast', 'country', 'topic'],
  // Our own words, and the hash of the school's text.
  ...['attendance_attempts.reason', 'attendance_attempts.code', 'attendance_records.review_reasons'],
  ...['consent_records.text_hash', 'review_decisions.reasons'],
];

/** Puts the mark into every column of text, JSON or bytes of every row of the person. */
export async function fillWithMark(pool: pg.Pool, personId: string): Promise<void> {
  for (const [table, rows] of Object.entries(whose)) {
    if (rows === null) continue;
    const { rows: columns } = await pool.query<{ name: string; type: string }>(
      `SELECT column_name AS name, udt_name AS type FROM information_schema.columns
       WHERE table_name = $1 AND udt_name IN ('text', 'jsonb', 'bytea', '_text')`,
      [table],
    );
    const values = columns
      .filter(({ name }) => !fixed.includes(name) && !fixed.includes(`${table}.${name}`))
      .map(({ name, type }) => `"${name}" = ${valueFor(type, `${mark} ${table}@${name}`)}`);
    if (values.length > 0) await pool.query(`UPDATE "${table}" SET ${values.join(', ')} WHERE ${rows}`, [personId]);
  }
  await pool.query(`UPDATE people SET admission_number = '${mark.toUpperCase()}/1' WHERE id = $1`, [personId]);
}

function valueFor(type: string, text: string): string {
  if (type === 'bytea') return `convert_to('${text}', 'UTF8')`;
  if (type === '_text') return `ARRAY['${text}']`;
  // The outbox and imports find their rows by what is in them.
  if (type === 'jsonb') return `jsonb_build_object('person_id', $1::text, 'mark', '${text}')`;
  return `'${text}'`;
}
