import { createCourse, createEnrollments } from '@hadir/contract/courses.ts';
import { confirmFaceTemplate } from '@hadir/contract/enrolment.ts';
import { acceptInvitation, invite } from '@hadir/contract/people.ts';
import { createPlace } from '@hadir/contract/places.ts';
import { getSchool, setUpSchool } from '@hadir/contract/school.ts';
import { closeClassSession, createClassSession, getRoster, openClassSession } from '@hadir/contract/sessions.ts';
import { getMe, register } from '@hadir/contract/sign-in.ts';
import { inventFace } from './invented-face.ts';
import { enrol, makePhone, type Place, registerPhone, secondOf } from './phone.ts';
import { type FaceSource, marksLeft, type Student } from './student.ts';
import type { Outcome } from './tally.ts';
import type { Random } from './vectors.ts';
import { openVisitor, type Visitor } from './visitor.ts';
import { type Answer, read, type Wire } from './wire.ts';

/** A course has no more classes at once than a phone is given tickets for. */
const openAtMost = 40;

export const password = 'a password of some length';
export const campus: Place = { lat: -1.2921, lng: 36.8219 };
/** Degrees of latitude that are a metre. */
export const metre = 1 / 111_320;
export const north = ({ lat, lng }: Place, metres: number): Place => ({ lat: lat + metres * metre, lng });

/** A school as its people make it, over HTTP, and what attacks need of it. */
export type Arena = {
  wire: Wire;
  origin: string;
  random: Random;
  admin: Visitor;
  teacher: Visitor;
  teacherId: string;
  placeId: string;
  joinCode: string;
  openVisitor(address?: string): Visitor;
  makeCourse(code: string): Promise<string>;
  /** Open now, for half an hour; at the campus unless another place, or null for none, is given. */
  openSession(courseId: string, placeId?: string | null): Promise<string>;
  /** Registered, with an active key; in the courses named; face confirmed by the teacher unless told not to. */
  addStudent(wanted: {
    face: FaceSource;
    courses: readonly string[];
    faceIs?: 'confirmed' | 'provisional' | 'none';
  }): Promise<Student>;
  /** Somebody with so many marks left this minute and no failure, in that course, with a made-up face. */
  borrow(courseId: string, marks: number): Promise<Student>;
  /** What became of a mark, as the teacher's roster has it: flagged and pending ones are for people. */
  judge(student: Student, sessionId: string, answer: Answer): Promise<Outcome>;
};

export async function makeArena(wire: Wire, origin: string, random: Random, setUpToken: string): Promise<Arena> {
  const visit = (address?: string) => openVisitor(wire, origin, address);
  const admin = visit();
  await admin.renewToken();
  admin.password = password;
  await admin.call(setUpSchool, {
    body: {
      token: setUpToken,
      school_name: 'Attacked School',
      time_zone: 'Africa/Nairobi',
      name: 'Amina Admin',
      email: 'admin@school.example',
      password,
    },
  });
  await admin.renewToken();
  const teacher = await makeTeacher(admin, visit(), 'teacher@school.example');
  const teacherId = (await teacher.call(getMe)).id;
  const { join_code: joinCode } = await admin.call(getSchool);
  const { id: placeId } = await admin.call(createPlace, { body: { name: 'Campus', ...campus } });
  const lent = new Map<string, Student[]>();
  const openIn = new Map<string, string[]>();
  let count = 0;

  const arena: Arena = {
    wire,
    origin,
    random,
    admin,
    teacher,
    teacherId,
    placeId,
    joinCode,
    openVisitor: visit,
    async makeCourse(code) {
      const course = await teacher.call(createCourse, {
        body: { code, title: code, section: 'A', teacher_id: teacherId },
      });
      return course.id;
    },
    async openSession(courseId, place = placeId) {
      const now = Date.now();
      const planned = await teacher.call(createClassSession, {
        body: {
          course_id: courseId,
          place_id: place,
          title: `Class ${++count}`,
          room: '1',
          starts_at: new Date(now).toISOString(),
          ends_at: new Date(now + 30 * 60_000).toISOString(),
        },
      });
      await teacher.call(openClassSession, { params: { id: planned.id } });
      const open = [...(openIn.get(courseId) ?? []), planned.id];
      openIn.set(courseId, open.slice(-openAtMost));
      for (const id of open.slice(0, -openAtMost)) await teacher.call(closeClassSession, { params: { id } });
      return planned.id;
    },
    async addStudent({ face, courses, faceIs = 'confirmed' }) {
      const number = ++count;
      const visitor = visit();
      const email = `student${number}@school.example`;
      const name = `Student ${number}`;
      await visitor.renewToken();
      const { id } = await visitor.call(register, { body: { join_code: joinCode, name, email, password } });
      await visitor.renewToken();
      const student: Student = {
        id,
        name,
        email,
        visitor,
        phone: makePhone(),
        face,
        sentAt: [],
        seen: [],
        failures: 0,
      };
      await must(registerPhone(visitor, student.phone, password));
      for (const course of courses) {
        await teacher.call(createEnrollments, { params: { id: course }, body: { student_ids: [id] } });
      }
      if (faceIs === 'none') return student;
      await must(
        enrol(
          visitor,
          student.phone,
          face.shots.map(({ descriptor }) => descriptor),
          { second: secondOf(face.shots) },
        ),
      );
      if (faceIs === 'confirmed') await teacher.call(confirmFaceTemplate, { params: { id } });
      return student;
    },
    async borrow(courseId, marks) {
      const students = lent.get(courseId) ?? [];
      lent.set(courseId, students);
      const free = students.find((student) => marksLeft(student) >= marks && student.failures === 0);
      if (free) return free;
      const made = await arena.addStudent({ face: inventFace(random), courses: [courseId] });
      students.push(made);
      return made;
    },
    async judge(student, sessionId, answer) {
      const { success, state } = read(answer);
      if (success !== true) return 'refused';
      if (state === 'pending') return 'reviewed';
      const { items } = await teacher.call(getRoster, { params: { id: sessionId } });
      const kept = items.find((item) => item.student.id === student.id)?.record?.state;
      return kept === 'confirmed' ? 'accepted' : 'reviewed';
    },
  };
  return arena;
}

export async function makeTeacher(admin: Visitor, visitor: Visitor, email: string): Promise<Visitor> {
  const { link } = await admin.call(invite, { body: { name: 'Tomas Teacher', email, role: 'teacher' } });
  await visitor.renewToken();
  await visitor.call(acceptInvitation, { body: { token: new URL(link).hash.slice(1), password } });
  await visitor.renewToken();
  return visitor;
}

/** @throws unless the answer is a 200 */
export async function must(sending: Promise<Answer>): Promise<Answer> {
  const answer = await sending;
  if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${answer.text}`);
  return answer;
}
