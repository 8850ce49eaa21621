import { createHash } from 'node:crypto';
import type { Db } from '#db.ts';
import type { Course, Person, Prisma, School } from '#generated/prisma/client.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { buildCourse, buildSchool, buildStudent } from '#test/build.ts';

export const hashOf = (text: string) => createHash('sha256').update(text).digest('hex');

/** Where a simulated student tries to mark. Metres from the place; accuracy as the phone would say. */
export type Try = {
  person: Person;
  at: Date;
  phone: string;
  method: 'face' | 'room_code';
  metres: number;
  accuracy: number;
  accepted: boolean;
  series?: string;
};

const campus = { latitude: -6.2, longitude: 106.8 };
const metresPerDegree = 111_320;

/** A school of made-up classes, into which tries are written as marks would have been kept. */
export class SimulatedTerm {
  readonly #db: Db;
  readonly school: School;

  private constructor(db: Db, school: School) {
    this.#db = db;
    this.school = school;
  }

  static async open(db: Db): Promise<SimulatedTerm> {
    return new SimulatedTerm(db, await buildSchool(db));
  }

  async addClass(names: readonly string[], since: Date): Promise<{ course: Course; people: Person[] }> {
    const people: Person[] = [];
    for (const name of names) people.push(await buildStudent(this.#db, { school: this.school, name }));
    const teacher = await this.#db.person.create({ data: { schoolId: this.school.id, role: 'teacher', name: 'T' } });
    const course = await buildCourse(this.#db, { teacher, students: people });
    await this.#db.enrollment.updateMany({ where: { courseId: course.id }, data: { createdAt: since } });
    return { course, people };
  }

  /** One class session with its tries, in any order; nothing is judged yet. */
  async hold(course: Course, startsAt: Date, tries: readonly Try[]): Promise<string> {
    const schoolId = this.school.id;
    const endsAt = new Date(startsAt.getTime() + 3_600_000);
    const session = await this.#db.classSession.create({
      data: {
        ...{ schoolId, courseId: course.id, title: 'Lesson', room: '1', startsAt, endsAt, openedAt: startsAt },
        closedAt: endsAt,
      },
    });
    const attempts = tries.map((one) => this.#attemptOf(session.id, one));
    await this.#db.attendanceAttempt.createMany({ data: attempts });
    await this.#db.attendanceRecord.createMany({
      data: attempts
        .filter(({ success }) => success)
        .map(({ id, studentId, method, createdAt }) => ({
          ...{ schoolId, sessionId: session.id, studentId, method, attemptId: id, markedAt: createdAt },
          ...{ status: 'present' as const, state: 'confirmed' as const },
        })),
    });
    await this.#db.outboxMessage.createMany({
      data: attempts.map(({ id }) => ({ schoolId, topic: 'attempt.kept', payload: { attempt_id: id } })),
    });
    return session.id;
  }

  #attemptOf(sessionId: string, one: Try) {
    const angle = Number.parseInt(hashOf(`${one.person.id}${one.at.getTime()}`).slice(0, 4), 16);
    const zone = one.accepted ? 'inside' : 'outside';
    const detail = { zone, beyond_m: one.metres - 100, fixes: 3 };
    return {
      id: uuidV7(one.at),
      ...{ schoolId: this.school.id, sessionId, claimedSessionId: sessionId, address: '10.0.0.1' },
      ...{ studentId: one.person.id, studentName: one.person.name, method: one.method, success: one.accepted },
      reason: one.accepted ? 'Accepted' : 'Outside campus',
      code: one.accepted ? 'accepted' : 'outside_campus',
      latitude: campus.latitude + (one.metres * Math.cos(angle)) / metresPerDegree,
      longitude: campus.longitude + (one.metres * Math.sin(angle)) / metresPerDegree,
      accuracyM: one.accuracy,
      deviceHash: hashOf(one.phone),
      positionSeries: hashOf(one.series ?? `${one.person.id}${one.at.getTime()}`),
      checks: [{ check: 9, name: 'position', outcome: one.accepted ? 'passed' : 'failed', detail }],
      createdAt: one.at,
    } satisfies Prisma.AttendanceAttemptCreateManyInput;
  }
}
