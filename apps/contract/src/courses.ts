import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Email, Id, IdParams, line } from './field.ts';
import { FaceState } from './people.ts';

export const Course = z.object({
  id: Id,
  code: z.string(),
  title: z.string(),
  section: z.string(),
  teacher: z.object({ id: Id, name: z.string() }),
  students: z.number().int(),
  is_archived: z.boolean(),
  /** Minutes after the beginning in which a mark is not late. */
  grace_min: z.number().int(),
});

/** Half a day at most: longer than that is a class without latecomers. */
const GraceMin = z.number().int().min(0).max(720);
export type Course = z.infer<typeof Course>;

/** A hard delete asks for the password again and a reason, and leaves a tombstone in the audit. */
export const HardDelete = z.object({ password: z.string().min(1).max(200), reason: line(3, 500) });

export const listCourses = endpoint({
  method: 'GET',
  path: '/api/courses',
  summary: "A teacher's own courses, an admin's all",
  access: 'courses:read',
  reply: z.object({ items: z.array(Course) }),
});

export const createCourse = endpoint({
  method: 'POST',
  path: '/api/courses',
  summary: 'Make a course; a teacher makes one of their own',
  access: 'courses:write',
  body: z.object({
    code: line(1, 30),
    title: line(1, 120),
    section: line(1, 30),
    teacher_id: Id,
    grace_min: GraceMin.optional(),
  }),
  reply: Course,
});

export const updateCourse = endpoint({
  method: 'PATCH',
  path: '/api/courses/:id',
  summary: 'Change title, section, teacher or grace, archive (which closes its open sessions) or bring back',
  access: 'courses:write',
  params: IdParams,
  body: z
    .object({
      title: line(1, 120),
      section: line(1, 30),
      /** An admin's to change, while no class of the course is open. */
      teacher_id: Id,
      is_archived: z.boolean(),
      grace_min: GraceMin,
    })
    .partial()
    .strict(),
  reply: Course,
});

export const deleteCourse = endpoint({
  method: 'DELETE',
  path: '/api/courses/:id',
  summary: 'Delete a course with its enrollments, sessions and records; attempts stay',
  access: 'courses:delete',
  params: IdParams,
  body: HardDelete,
  reply: Done,
});

export const Enrollment = z.object({
  student: z.object({
    id: Id,
    name: z.string(),
    email: z.string().nullable(),
    admission_number: z.string().nullable(),
    face: FaceState,
  }),
});

export const listEnrollments = endpoint({
  method: 'GET',
  path: '/api/courses/:id/enrollments',
  summary: 'Students of a course',
  access: 'enrollment:read',
  params: IdParams,
  reply: z.object({ items: z.array(Enrollment) }),
});

/** One of the forms; unknown people are named in the refusal and nobody is enrolled. */
export const createEnrollments = endpoint({
  method: 'POST',
  path: '/api/courses/:id/enrollments',
  summary: 'Enrol students by id, by e-mail or by class; those already enrolled are counted apart',
  access: 'enrollment:write',
  params: IdParams,
  body: z.union([
    z.object({ student_ids: z.array(Id).min(1).max(1000) }).strict(),
    z.object({ emails: z.array(Email).min(1).max(1000) }).strict(),
    z.object({ class_id: Id, stream_id: Id.optional() }).strict(),
  ]),
  reply: z.object({ enrolled: z.number().int(), already_enrolled: z.number().int() }),
});

export const deleteEnrollment = endpoint({
  method: 'DELETE',
  path: '/api/courses/:id/enrollments/:student_id',
  summary: 'Take a student out of a course',
  access: 'enrollment:write',
  params: z.object({ id: Id, student_id: Id }),
  reply: Done,
});
