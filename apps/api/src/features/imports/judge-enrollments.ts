import { uuidV7 } from '#http/uuid-v7.ts';
import { type JudgedRow, judgedRow, rowBefore, type Scope } from './judged-row.ts';
import { type FoundCourse, findCourses } from './load-courses.ts';
import { type FoundPerson, findPeople } from './load-students.ts';
import { mapInSlices } from './map-in-slices.ts';
import { needField, readEmail, readField, readLine, readNumber } from './read-fields.ts';
import { isEmpty, noteProblem, type ReadRow, textOf } from './read-rows.ts';
import type { Write } from './subject-values.ts';

const codeCharacters = 30;

/** A student, by admission number or e-mail, into a course, by its code and as much more as tells it from others. */
export async function judgeEnrollments(scope: Scope, rows: readonly ReadRow[]): Promise<JudgedRow[]> {
  const { tx, schoolId, now, problems } = scope;
  const read = await mapInSlices(rows, (row) => {
    if (isEmpty(row, 'admission_number') && isEmpty(row, 'email'))
      noteProblem(problems, row, null, 'no_number_or_email');
    return {
      row,
      number: readField(scope, row, 'admission_number', 'bad_admission_number', readNumber),
      email: readField(scope, row, 'email', 'bad_email', readEmail),
      code: needField(scope, row, 'code', 'too_long', readLine(codeCharacters)),
    };
  });
  const numbers = read.flatMap(({ number }) => number ?? []);
  const emails = read.flatMap(({ email }) => email ?? []);
  const people = (await findPeople(tx, schoolId, numbers, emails)).filter((one) => one.school_id === schoolId);
  const byNumber = new Map(people.map((one) => [one.admission_number ?? '', one]));
  const byEmail = new Map(people.map((one) => [one.email ?? '', one]));
  const courses = Map.groupBy(
    await findCourses(
      tx,
      schoolId,
      read.flatMap(({ code }) => code ?? []),
    ),
    ({ code }) => code.toLowerCase(),
  );
  const chosen = read.map(({ row, number, email, code }) => {
    const student = judgeStudent(
      scope,
      row,
      number === null ? null : (byNumber.get(number) ?? 'unknown'),
      email === null ? null : (byEmail.get(email) ?? 'unknown'),
    );
    const course = code === null ? null : chooseCourse(scope, row, courses.get(code.toLowerCase()) ?? []);
    return { row, student, course };
  });
  const there = await findEnrolled(scope, chosen);
  const seen = new Map<string, number>();
  const judged = chosen.map(({ row, student, course }) => {
    const writes: Write[] = [];
    if (!student || !course) return judgedRow(row.row, writes);
    const values = { course_id: course.id, student_id: student.id };
    const key = `${course.id}\n${student.id}`;
    const same = rowBefore(seen, key, row.row);
    if (same !== null) noteProblem(problems, row, null, 'twice', same);
    const before = there.has(key) ? values : null;
    writes.push({ row: row.row, type: 'enrollment', id: uuidV7(now), before, after: values });
    return judgedRow(row.row, writes);
  });
  const wrong = new Set(problems.map(({ row }) => row));
  return judged.filter(({ row }) => !wrong.has(row));
}

type Match = FoundPerson | 'unknown' | null;

/** The one student that all that is given speaks of. */
function judgeStudent({ problems }: Scope, row: ReadRow, byNumber: Match, byEmail: Match): FoundPerson | null {
  if (byNumber === 'unknown') noteProblem(problems, row, 'admission_number', 'unknown_student');
  if (byEmail === 'unknown') noteProblem(problems, row, 'email', 'unknown_student');
  if (byNumber === 'unknown' || byEmail === 'unknown') return null;
  if (byNumber && byEmail && byNumber.id !== byEmail.id) noteProblem(problems, row, 'email', 'number_and_email_differ');
  const student = byNumber ?? byEmail;
  if (student && student.role !== 'student') noteProblem(problems, row, null, 'not_a_student');
  else if (student && (!student.is_active || student.is_erased)) noteProblem(problems, row, null, 'deactivated');
  return student;
}

function chooseCourse({ problems }: Scope, row: ReadRow, all: readonly FoundCourse[]): FoundCourse | null {
  const [section, teacher] = [textOf(row, 'section').toLowerCase(), textOf(row, 'teacher_email').toLowerCase()];
  const fitting = all.filter(
    (course) =>
      (section === '' || course.section.toLowerCase() === section) &&
      (teacher === '' || course.teacher_email === teacher),
  );
  const current = fitting.filter(({ is_archived }) => !is_archived);
  const [course, another] = current;
  if (course && !another) return course;
  noteProblem(
    problems,
    row,
    'code',
    another ? 'several_courses' : fitting.length > 0 ? 'archived_course' : 'unknown_course',
  );
  return null;
}

/** Who is in which of these courses already. */
async function findEnrolled(
  { tx, schoolId }: Scope,
  chosen: readonly { student: FoundPerson | null; course: FoundCourse | null }[],
): Promise<Set<string>> {
  const students = [...new Set(chosen.flatMap(({ student }) => student?.id ?? []))];
  const courses = [...new Set(chosen.flatMap(({ course }) => course?.id ?? []))];
  const rows = await tx.$queryRaw<{ key: string }[]>`
    SELECT course_id || E'\\n' || student_id AS key FROM enrollments
    WHERE school_id = ${schoolId}::uuid AND course_id = ANY(${courses}::uuid[]) AND student_id = ANY(${students}::uuid[])`;
  return new Set(rows.map(({ key }) => key));
}
