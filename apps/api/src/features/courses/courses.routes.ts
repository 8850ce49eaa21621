import * as contract from '@hadir/contract/courses.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit } from '#http/rate-limit.ts';
import { createCourse } from './create-course.ts';
import { deleteCourse } from './delete-course.ts';
import { enrolStudents } from './enrol-students.ts';
import { listCourses } from './list-courses.ts';
import { listEnrollments } from './list-enrollments.ts';
import { updateCourse } from './update-course.ts';
import { withdrawStudent } from './withdraw-student.ts';

export function coursesRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listCourses, async ({ person }) => ({ items: await listCourses(context, person) }));

  mount(router, contract.createCourse, async ({ person, client, body }) =>
    createCourse(context, { ...person, client }, body),
  );

  mount(router, contract.updateCourse, async ({ person, client, params, body }) =>
    updateCourse(context, { ...person, client }, params.id, body),
  );

  mount(
    router,
    contract.deleteCourse,
    async ({ person, client, params, body }) => {
      await deleteCourse(context, { ...person, client }, params.id, body);
      return done;
    },
    passwordLimit(),
  );

  mount(router, contract.listEnrollments, async ({ person, client, params }) => {
    const items = await listEnrollments(context, person, params.id);
    await recordView(context, { ...person, client }, 'enrollments.viewed', { type: 'course', id: params.id });
    return { items };
  });

  mount(router, contract.createEnrollments, async ({ person, client, params, body }) =>
    enrolStudents(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.deleteEnrollment, async ({ person, client, params }) => {
    await withdrawStudent(context, { ...person, client }, params.id, params.student_id);
    return done;
  });

  return router;
}
