import { createCourse, createEnrollments } from '@hadir/contract/courses.ts';
import { acceptInvitation, invite, listPeople } from '@hadir/contract/people.ts';
import { createPlace } from '@hadir/contract/places.ts';
import { getSchool } from '@hadir/contract/school.ts';
import { closeClassSession, createClassSession, openClassSession } from '@hadir/contract/sessions.ts';
import { getMe } from '@hadir/contract/sign-in.ts';
import type { z } from 'zod';
import { type Caller, openCaller, signInAs } from './caller.ts';
import type { Product, SignIn } from './product.ts';

export const PASSWORD = 'a long enough password';

/** Where the class meets, and somewhere a kilometre north of it. Degrees. */
export const CAMPUS = { latitude: -1.2921, longitude: 36.8219 };
export const ELSEWHERE = { latitude: CAMPUS.latitude + 0.009, longitude: CAMPUS.longitude };

export type ClassSession = z.output<(typeof openClassSession)['reply']>;

export type Classroom = {
  admin: Caller;
  adminSignIn: SignIn;
  teacher: Caller;
  teacherSignIn: SignIn;
  joinCode: string;
  courseId: string;
  placeId: string;
  enrol(...emails: string[]): Promise<void>;
  /** Opened now, for half an hour, at the campus. */
  openSession(title: string): Promise<ClassSession>;
  closeSession(id: string): Promise<void>;
  findPerson(name: string): Promise<string>;
};

/** A class as an admin and a teacher make it: an invited teacher, a course of theirs, a place. */
export async function makeClassroom({ address, signIns }: Product): Promise<Classroom> {
  const adminSignIn = signIns.find((each) => each.role === 'admin');
  if (!adminSignIn) throw new Error('The start printed no admin.');
  const admin = await signInAs(address, adminSignIn.email, adminSignIn.password);
  const teacherSignIn = { role: 'teacher', email: 'journey-teacher@example.org', password: PASSWORD };
  const { link } = await admin(invite, {
    body: { name: 'Wanja Njoroge', email: teacherSignIn.email, role: 'teacher' },
  });
  const teacher = await openCaller(address);
  await teacher(acceptInvitation, { body: { token: new URL(link).hash.slice(1), password: PASSWORD } });
  const { id: teacherId } = await teacher(getMe);
  const course = await teacher(createCourse, {
    body: { code: 'BIO-101', title: 'Biology', section: 'J', teacher_id: teacherId },
  });
  const place = await admin(createPlace, {
    body: { name: 'Journey campus', lat: CAMPUS.latitude, lng: CAMPUS.longitude },
  });
  const { join_code: joinCode } = await admin(getSchool);
  // Classmates out of the demonstration school, who never mark.
  const { items: others } = await admin(listPeople, { query: { role: 'student' } });
  await teacher(createEnrollments, { params: { id: course.id }, body: { student_ids: others.map(({ id }) => id) } });
  return {
    admin,
    adminSignIn,
    teacher,
    teacherSignIn,
    joinCode,
    courseId: course.id,
    placeId: place.id,
    async enrol(...emails) {
      await teacher(createEnrollments, { params: { id: course.id }, body: { emails } });
    },
    async openSession(title) {
      const now = Date.now();
      const planned = await teacher(createClassSession, {
        body: {
          course_id: course.id,
          place_id: place.id,
          title,
          room: 'B 12',
          starts_at: new Date(now).toISOString(),
          ends_at: new Date(now + 30 * 60_000).toISOString(),
        },
      });
      return await teacher(openClassSession, { params: { id: planned.id } });
    },
    async closeSession(id) {
      await teacher(closeClassSession, { params: { id } });
    },
    async findPerson(name) {
      const { items } = await teacher(listPeople, { query: { search: name } });
      const found = items.find((person) => person.name === name);
      if (!found) throw new Error(`Nobody is called ${name}.`);
      return found.id;
    },
  };
}
