import type { PersonExport } from '@hadir/contract/person-export.ts';
import type { Tx } from '#db.ts';

const at = (when: Date | null) => when?.toISOString() ?? null;
const dayOf = (day: Date | null) => day?.toISOString().slice(0, 10) ?? null;

type AboutPerson = Pick<PersonExport, 'account' | 'photo' | 'guardians' | 'face' | 'consents' | 'guardian_links'> &
  Pick<PersonExport, 'courses' | 'courses_taught' | 'staff_attendance' | 'correction_requests' | 'erasure_requests'>;

/** Who the person is to the school: account, face, consents, courses, and what they asked for. */
export async function collectPerson(tx: Tx, id: string): Promise<{ school: string } & AboutPerson> {
  const person = await tx.person.findUniqueOrThrow({
    where: { id },
    include: {
      school: { select: { name: true } },
      class: { select: { name: true } },
      stream: { select: { name: true } },
      photo: true,
      guardians: { orderBy: { createdAt: 'asc' } },
      template: { include: { shots: { select: { model: true } }, _count: { select: { probes: true } } } },
      consentRecords: { orderBy: { givenAt: 'asc' } },
      guardianLinks: { orderBy: { createdAt: 'asc' } },
      enrollments: { include: { course: true }, orderBy: { createdAt: 'asc' } },
      coursesTaught: { orderBy: { createdAt: 'asc' } },
      staffAttendances: { orderBy: { attendedOn: 'asc' } },
      correctionRequests: { include: { session: { select: { title: true } } }, orderBy: { createdAt: 'asc' } },
      erasureRequests: { orderBy: { createdAt: 'asc' } },
      totpSecret: { select: { confirmedAt: true } },
    },
  });
  const { template, photo } = person;
  const models = [...new Set(template?.shots.map(({ model }) => model))];
  return {
    school: person.school.name,
    account: {
      id: person.id,
      name: person.name,
      role: person.role,
      email: person.email,
      admission_number: person.admissionNumber,
      department: person.department,
      class: person.class?.name ?? null,
      stream: person.stream?.name ?? null,
      born_on: dayOf(person.bornOn),
      gender: person.gender,
      language: person.language,
      made_at: person.createdAt.toISOString(),
      deactivated_at: at(person.deactivatedAt),
      has_password: person.passwordHash !== null,
      has_second_factor: person.totpSecret?.confirmedAt != null,
    },
    photo: photo && {
      media_type: photo.mediaType,
      data: Buffer.from(photo.bytes).toString('base64'),
      added_at: photo.createdAt.toISOString(),
    },
    guardians: person.guardians.map(({ name, phone, email, language }) => ({ name, phone, email, language })),
    face: template && {
      state: template.state,
      enrolled_at: template.createdAt.toISOString(),
      confirmed_at: at(template.confirmedAt),
      consent_version: template.consentVersion,
      shots: models.map((model) => ({ model, count: template.shots.filter((shot) => shot.model === model).length })),
      kept_measurements: template._count.probes,
    },
    consents: person.consentRecords.map((row) => ({
      version: row.version,
      given_by: row.givenBy,
      guardian_name: row.guardianName,
      given_at: row.givenAt.toISOString(),
      withdrawn_at: at(row.withdrawnAt),
    })),
    guardian_links: person.guardianLinks.map((row) => ({
      made_at: row.createdAt.toISOString(),
      expires_at: row.expiresAt.toISOString(),
      used_at: at(row.usedAt),
      refused_at: at(row.refusedAt),
      refused_by: row.refusedBy,
    })),
    courses: person.enrollments.map(({ course: { code, title, section }, createdAt }) => ({
      ...{ code, title, section, since: createdAt.toISOString() },
    })),
    courses_taught: person.coursesTaught.map(({ code, title, section }) => ({ code, title, section })),
    staff_attendance: person.staffAttendances.map((row) => ({
      on: row.attendedOn.toISOString().slice(0, 10),
      method: row.method,
      marked_at: row.markedAt.toISOString(),
    })),
    correction_requests: person.correctionRequests.map((row) => ({
      at: row.createdAt.toISOString(),
      session: row.session.title,
      wanted: row.wanted,
      reason: row.reason,
      state: row.state,
      decision_reason: row.decisionReason,
    })),
    erasure_requests: person.erasureRequests.map((row) => ({
      at: row.createdAt.toISOString(),
      reason: row.reason,
      state: row.state,
      decision_reason: row.decisionReason,
    })),
  };
}
