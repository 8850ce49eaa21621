import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { writeSecret } from '#database/keys.ts';
import type { Db, Tx } from '#db.ts';
import { recordAudit } from '#features/audit/record-audit.ts';
import { makeSchool } from '#features/school/make-school.ts';
import { hashPassword } from '#features/sign-in/password.ts';
import { demonstrationCourses, demonstrationPeople, demonstrationSchool } from './demonstration-school.ts';
import { fillClasses } from './fill-classes.ts';

const Kept = z.object({
  school_id: z.string(),
  sign_ins: z.array(z.object({ role: z.string(), email: z.string(), password: z.string() })),
});
type Kept = z.infer<typeof Kept>;
export type DemonstrationSignIn = Kept['sign_ins'][number];

const hourMs = 60 * 60 * 1000;

/**
 * Fills an empty database with the demonstration school.
 * @param keysFolder where the passwords, random for each data folder, are kept to be printed again
 * @returns its sign-ins, or null where the database belongs to somebody else
 */
export async function fillDemonstration(db: Db, keysFolder: string): Promise<DemonstrationSignIn[] | null> {
  const file = path.join(keysFolder, 'demo-sign-ins.json');
  const known = readKept(file);
  if ((await db.school.count({ where: { isOffice: false } })) > 0) {
    const isOurs = known && (await db.school.findUnique({ where: { id: known.school_id } }));
    return isOurs ? known.sign_ins : null;
  }
  const signIns = demonstrationPeople.flatMap(({ role, email, canSignIn }) =>
    canSignIn ? [{ role, email, password: randomBytes(9).toString('base64url') }] : [],
  );
  const hashes = new Map<string, string>();
  for (const { email, password } of signIns) hashes.set(email, await hashPassword(password, ''));
  await db.$transaction(
    async (tx) => {
      const schoolId = await writeSchool(tx, hashes);
      // Before the rows are there for good: a school whose passwords nobody knows would be worse than none.
      const kept: Kept = { school_id: schoolId, sign_ins: signIns };
      writeSecret(file, JSON.stringify(kept, null, 2));
    },
    { timeout: 30_000 },
  );
  return signIns;
}

function readKept(file: string): Kept | null {
  if (!existsSync(file)) return null;
  try {
    return Kept.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

async function writeSchool(tx: Tx, hashes: Map<string, string>): Promise<string> {
  const now = new Date();
  const { name, country, place } = demonstrationSchool;
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const schoolId = await makeSchool(tx, { name, country, timeZone, now });
  const people = await Promise.all(
    demonstrationPeople.map(({ canSignIn: _, ...person }) =>
      tx.person.create({ data: { ...person, schoolId, passwordHash: hashes.get(person.email ?? '') ?? null } }),
    ),
  );
  const teacher = people.find(({ role }) => role === 'teacher');
  if (!teacher) throw new Error('The demonstration school has no teacher.');
  const students = people.filter(({ role }) => role === 'student');
  await fillClasses(tx, schoolId, students);
  const campus = await tx.place.create({ data: { ...place, schoolId } });
  for (const { room, hasPlace, ...course } of demonstrationCourses) {
    const { id: courseId } = await tx.course.create({
      data: { ...course, schoolId, teacherId: teacher.id, graceMin: 4 * 60 },
    });
    await tx.enrollment.createMany({ data: students.map(({ id }) => ({ schoolId, courseId, studentId: id })) });
    const isOpen = !hasPlace;
    await tx.classSession.create({
      data: {
        schoolId,
        courseId,
        placeId: hasPlace ? campus.id : null,
        title: `${course.title}, first lesson`,
        room,
        startsAt: now,
        endsAt: new Date(now.getTime() + 8 * hourMs),
        isActive: isOpen,
        ...(isOpen && { openedAt: now, openedById: teacher.id }),
      },
    });
  }
  await recordAudit(tx, {
    ...{ schoolId, actorId: null, action: 'school.filled', subjectType: 'school', subjectId: schoolId },
    after: { name, people: people.length, courses: demonstrationCourses.length },
  });
  return schoolId;
}
