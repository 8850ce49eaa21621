import { Gender } from '@hadir/contract/students.ts';
import { z } from 'zod';

const Text = z.string().nullable();

/** What an import writes of each subject, as it stands in the database; days as `2010-05-31`. */
export const PersonValues = z.object({
  name: z.string(),
  email: Text,
  admission_number: Text,
  born_on: Text,
  gender: Gender.nullable(),
  class_id: Text,
  stream_id: Text,
  department: Text,
});
export type PersonValues = z.infer<typeof PersonValues>;

export const GuardianValues = z.object({
  student_id: z.string(),
  name: z.string(),
  phone: Text,
  email: Text,
  language: z.string(),
});
export type GuardianValues = z.infer<typeof GuardianValues>;

export const InvitationValues = z.object({
  name: z.string(),
  email: z.string(),
  role: z.enum(['teacher', 'viewer', 'admin']),
  department: Text,
});
export type InvitationValues = z.infer<typeof InvitationValues>;

export const CourseValues = z.object({
  code: z.string(),
  title: z.string(),
  section: z.string(),
  teacher_id: z.string(),
});
export type CourseValues = z.infer<typeof CourseValues>;

export const EnrollmentValues = z.object({ course_id: z.string(), student_id: z.string() });
export type EnrollmentValues = z.infer<typeof EnrollmentValues>;

/** `before` is null for what is made. */
type Change<Type extends string, Values> = {
  row: number;
  type: Type;
  id: string;
  before: Values | null;
  after: Values;
};

export type Write =
  | Change<'person', PersonValues>
  | Change<'guardian', GuardianValues>
  | Change<'invitation', InvitationValues>
  | Change<'course', CourseValues>
  | Change<'enrollment', EnrollmentValues>;

/** Whether two states of a subject are one, in whatever order their fields stand. */
export function isSame(one: object, other: object): boolean {
  const fields = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  return fields.every((field) => Reflect.get(one, field) === Reflect.get(other, field));
}
