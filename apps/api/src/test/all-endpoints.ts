import * as accountSecurity from '@hadir/contract/account-security.ts';
import * as attempts from '@hadir/contract/attempts.ts';
import * as attendance from '@hadir/contract/attendance.ts';
import * as audit from '@hadir/contract/audit.ts';
import * as calendar from '@hadir/contract/calendar.ts';
import * as calibration from '@hadir/contract/calibration.ts';
import * as consent from '@hadir/contract/consent.ts';
import * as corrections from '@hadir/contract/corrections.ts';
import * as courses from '@hadir/contract/courses.ts';
import * as destruction from '@hadir/contract/destruction.ts';
import * as deviceKeys from '@hadir/contract/device-keys.ts';
import type { Endpoint } from '@hadir/contract/endpoint.ts';
import * as enrolment from '@hadir/contract/enrolment.ts';
import * as guardians from '@hadir/contract/guardians.ts';
import * as health from '@hadir/contract/health.ts';
import * as imports from '@hadir/contract/imports.ts';
import * as lookAlikes from '@hadir/contract/look-alikes.ts';
import * as offline from '@hadir/contract/offline.ts';
import * as passkeys from '@hadir/contract/passkeys.ts';
import * as people from '@hadir/contract/people.ts';
import * as personExport from '@hadir/contract/person-export.ts';
import * as photos from '@hadir/contract/photos.ts';
import * as places from '@hadir/contract/places.ts';
import * as preferences from '@hadir/contract/preferences.ts';
import * as privacy from '@hadir/contract/privacy.ts';
import * as reports from '@hadir/contract/reports.ts';
import * as review from '@hadir/contract/review.ts';
import * as roomCode from '@hadir/contract/room-code.ts';
import * as school from '@hadir/contract/school.ts';
import * as schools from '@hadir/contract/schools.ts';
import * as sessionStaff from '@hadir/contract/session-staff.ts';
import * as sessions from '@hadir/contract/sessions.ts';
import * as settings from '@hadir/contract/settings.ts';
import * as signIn from '@hadir/contract/sign-in.ts';
import * as signals from '@hadir/contract/signals.ts';
import * as staff from '@hadir/contract/staff.ts';
import * as structure from '@hadir/contract/structure.ts';
import * as students from '@hadir/contract/students.ts';
import * as timetable from '@hadir/contract/timetable.ts';

const modules = [
  accountSecurity,
  attempts,
  attendance,
  audit,
  calendar,
  calibration,
  consent,
  corrections,
  courses,
  destruction,
  deviceKeys,
  enrolment,
  guardians,
  health,
  imports,
  offline,
  passkeys,
  lookAlikes,
  people,
  personExport,
  photos,
  places,
  privacy,
  reports,
  review,
  roomCode,
  school,
  schools,
  sessions,
  sessionStaff,
  timetable,
  settings,
  signals,
  staff,
  structure,
  students,
  preferences,
  signIn,
];

/** Every endpoint of the contract, mounted or not. */
export const allEndpoints: Endpoint[] = modules.flatMap((module) => Object.values<unknown>(module).filter(isEndpoint));

function isEndpoint(value: unknown): value is Endpoint {
  return typeof value === 'object' && value !== null && 'path' in value && 'access' in value && 'reply' in value;
}

/** `GET /api/courses`, as tests name an endpoint. */
export function nameOf(endpoint: Endpoint): string {
  return `${endpoint.method} ${endpoint.path}`;
}
