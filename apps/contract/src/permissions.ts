import { z } from 'zod';

/**
 * `admin` looks after one school, `super_admin` after the schools of the installation and nobody's marks; a `viewer`
 * reads and changes nothing.
 */
export const Role = z.enum(['student', 'teacher', 'viewer', 'admin', 'super_admin']);
export type Role = z.infer<typeof Role>;

const everyStaff = ['teacher', 'viewer', 'admin'] as const;
const teaching = ['teacher', 'admin'] as const;
const admins = ['admin'] as const;
const students = ['student'] as const;

/**
 * Who may do what, as data: every endpoint names its permission. Whose rows somebody then sees is a second question:
 * a teacher's are those of their own courses and sessions, everybody else's those of the school.
 */
export const permissions = {
  /** What students do with their own face, phones and marks. */
  'own:read': students,
  'own:write': students,
  'students:read': everyStaff,
  'students:write': admins,
  'guardians:read': teaching,
  'consent:read': teaching,
  'consent:write': teaching,
  'faces:write': teaching,
  'look_alikes:read': admins,
  'look_alikes:write': admins,
  'staff:read': admins,
  'staff:write': admins,
  'structure:read': everyStaff,
  'structure:write': admins,
  'courses:read': everyStaff,
  'courses:write': teaching,
  'courses:delete': admins,
  'enrollment:read': everyStaff,
  'enrollment:write': teaching,
  'sessions:read': everyStaff,
  'sessions:write': teaching,
  'sessions:delete': admins,
  /** Holding a colleague's; an admin holds every one already. */
  'sessions:take_over': ['teacher'],
  'timetable:read': everyStaff,
  'timetable:write': admins,
  /** One day of a class that comes again, of own courses. */
  'occurrences:write': teaching,
  'attendance:read': everyStaff,
  'attendance:write': teaching,
  'devices:read': teaching,
  'devices:write': teaching,
  'reviews:read': teaching,
  'review_rates:read': admins,
  'reports:read': everyStaff,
  'reports:export': everyStaff,
  'staff_attendance:mark': teaching,
  'staff_attendance:read': admins,
  'places:read': everyStaff,
  'places:write': admins,
  'attempts:read': admins,
  'signals:read': admins,
  'signals:write': admins,
  'audit:read': admins,
  'settings:read': admins,
  'settings:write': admins,
  'school:read': admins,
  'school:write': admins,
  'imports:write': admins,
  'privacy:write': admins,
  /** Stopping a school for good: an admin the own one, a super admin any. */
  'schools:destroy': ['admin', 'super_admin'],
  'account_recovery:write': teaching,
  'second_factor:write': ['teacher', 'viewer', 'admin', 'super_admin'],
  'passkeys:write': Role.options,
  'documentation:read': admins,
  'schools:read': ['super_admin'],
  'schools:write': ['super_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof permissions;

/** Who has the permission. */
export function rolesWith(permission: Permission): readonly Role[] {
  return permissions[permission];
}

/** Whether the role may do it at all. */
export function may(role: Role, permission: Permission): boolean {
  return rolesWith(permission).includes(role);
}
