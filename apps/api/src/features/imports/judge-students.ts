import { decidePlaceInClass } from '#features/people/decide-place-in-class.ts';
import { uuidV7 } from '#http/uuid-v7.ts';
import { judgeGuardian } from './judge-guardian.ts';
import { type JudgedRow, judgedRow, rowBefore, type Scope } from './judged-row.ts';
import {
  type ClassRoom,
  countStreams,
  type FoundPerson,
  findClasses,
  findGuardians,
  findInvited,
  findPeople,
} from './load-students.ts';
import { mapInSlices } from './map-in-slices.ts';
import { needField, readBirthDay, readEmail, readField, readName, readNumber } from './read-fields.ts';
import { isEmpty, noteProblem, type ReadRow, textOf } from './read-rows.ts';
import { readGender } from './read-words.ts';
import { PersonValues, type Write } from './subject-values.ts';

type Known = {
  byNumber: Map<string, FoundPerson>;
  byEmail: Map<string, FoundPerson>;
  invited: Set<string>;
  classes: Map<string, ClassRoom>;
};

const nobody: PersonValues = {
  ...{ name: '', email: null, admission_number: null, born_on: null, gender: null },
  ...{ class_id: null, stream_id: null, department: null },
};

/**
 * Students by admission number, else by e-mail. An empty cell leaves what is known; a full stream takes nobody.
 * @returns the rows that nothing is wrong with; the problems of the others are in the scope
 */
export async function judgeStudents(scope: Scope, rows: readonly ReadRow[]): Promise<JudgedRow[]> {
  const { tx, schoolId, problems } = scope;
  const read = await mapInSlices(rows, (row) => readStudent(scope, row));
  const numbers = read.flatMap(({ number }) => number ?? []);
  const emails = read.flatMap(({ email }) => email ?? []);
  const found = await findPeople(tx, schoolId, numbers, emails);
  const known: Known = {
    byNumber: new Map(
      found.flatMap((one) => (one.school_id === schoolId ? [[one.admission_number ?? '', one] as const] : [])),
    ),
    byEmail: new Map(found.map((one) => [one.email ?? '', one])),
    invited: await findInvited(tx, emails, scope.now),
    classes: await findClasses(tx, schoolId),
  };
  const guardians = await findGuardians(
    tx,
    schoolId,
    found.map(({ id }) => id),
  );
  const { country } = await tx.school.findUniqueOrThrow({ where: { id: schoolId }, select: { country: true } });
  const seen: Seen = { numbers: new Map(), emails: new Map(), people: new Map() };
  const judged = await mapInSlices(read, (student) => {
    const before = match(scope, student, known, schoolId);
    refuseTwice(scope, student, before, seen);
    const place = findClassroom(scope, student.row, known.classes, before);
    const person: Write = {
      ...{ row: student.row.row, type: 'person', id: before?.id ?? uuidV7(scope.now) },
      before: before ? PersonValues.parse(before) : null,
      after: { ...(before ? PersonValues.parse(before) : nobody), ...student.values, ...place },
    };
    const guardian = judgeGuardian(scope, student.row, person.id, guardians.get(person.id) ?? [], country);
    return { row: student.row, person, judged: judgedRow(student.row.row, guardian ? [person, guardian] : [person]) };
  });
  const wrong = new Set(problems.map(({ row }) => row));
  const right = judged.filter(({ row }) => !wrong.has(row.row));
  const refused = await fillStreams(scope, right, known.classes);
  return right.filter(({ row }) => !refused.has(row)).map((one) => one.judged);
}

type Student = ReturnType<typeof readStudent>;

function readStudent(scope: Scope, row: ReadRow) {
  const name = needField(scope, row, 'name', 'bad_name', readName);
  const number = readField(scope, row, 'admission_number', 'bad_admission_number', readNumber);
  const email = readField(scope, row, 'email', 'bad_email', readEmail);
  const bornOn = readField(scope, row, 'born_on', 'bad_day', readBirthDay);
  const gender = readField(scope, row, 'gender', 'bad_gender', readGender);
  if (isEmpty(row, 'admission_number') && isEmpty(row, 'email')) {
    noteProblem(scope.problems, row, null, 'no_number_or_email');
  }
  const values = {
    ...(name !== null && { name }),
    ...(number !== null && { admission_number: number }),
    ...(email !== null && { email }),
    ...(bornOn !== null && { born_on: bornOn }),
    ...(gender !== null && { gender }),
  };
  return { row, number, email, values };
}

/** The rows that spoke of somebody first. */
type Seen = Record<'numbers' | 'emails' | 'people', Map<string, number>>;

/** One row a student, also where one says the number and another the e-mail. */
function refuseTwice(
  { problems }: Scope,
  { row, number, email }: Student,
  before: FoundPerson | null,
  seen: Seen,
): void {
  const sameNumber = number === null ? null : rowBefore(seen.numbers, number, row.row);
  const sameEmail = email === null ? null : rowBefore(seen.emails, email, row.row);
  const samePerson = before === null ? null : rowBefore(seen.people, before.id, row.row);
  if (sameNumber !== null) noteProblem(problems, row, 'admission_number', 'twice', sameNumber);
  if (sameEmail !== null) noteProblem(problems, row, 'email', 'twice', sameEmail);
  if (samePerson !== null && sameNumber === null && sameEmail === null) {
    noteProblem(problems, row, null, 'twice', samePerson);
  }
}

/** Who of the school the row speaks of; null for somebody new. */
function match(
  { problems }: Scope,
  { row, number, email }: Student,
  known: Known,
  schoolId: string,
): FoundPerson | null {
  const byNumber = known.byNumber.get(number ?? '') ?? null;
  const byEmail = known.byEmail.get(email ?? '') ?? null;
  const person = number !== null && byNumber ? byNumber : email !== null ? byEmail : null;
  if (email !== null && byEmail && byEmail.school_id !== schoolId) noteProblem(problems, row, 'email', 'email_taken');
  else if (number !== null && email !== null && byEmail && byEmail.admission_number !== null && byEmail !== byNumber) {
    noteProblem(problems, row, 'email', 'number_and_email_differ');
  } else if (byNumber && byEmail && number !== null && email !== null && byEmail !== byNumber) {
    noteProblem(problems, row, 'email', 'email_taken');
  } else if (email !== null && !byEmail && known.invited.has(email)) {
    noteProblem(problems, row, 'email', 'email_taken');
  }
  if (!person || person.school_id !== schoolId) return null;
  if (person.role !== 'student') noteProblem(problems, row, null, 'not_a_student');
  else if (!person.is_active || person.is_erased) noteProblem(problems, row, null, 'deactivated');
  return person;
}

/** Class and stream by their names. */
function findClassroom(
  { problems }: Scope,
  row: ReadRow,
  classes: Map<string, ClassRoom>,
  before: FoundPerson | null,
): Pick<PersonValues, 'class_id' | 'stream_id'> {
  const now = { classId: before?.class_id ?? null, streamId: before?.stream_id ?? null };
  const [className, streamName] = [textOf(row, 'class').toLowerCase(), textOf(row, 'stream').toLowerCase()];
  const named = className === '' ? null : (classes.get(className) ?? null);
  if (className !== '' && !named) noteProblem(problems, row, 'class', 'unknown_class');
  if (named?.isArchived && named.id !== now.classId) noteProblem(problems, row, 'class', 'archived_class');
  const own = named ?? [...classes.values()].find(({ id }) => id === now.classId) ?? null;
  const stream = streamName === '' ? null : (own?.streams.get(streamName) ?? null);
  if (streamName !== '' && className === '' && !own) noteProblem(problems, row, 'stream', 'stream_without_class');
  else if (streamName !== '' && own && !stream) noteProblem(problems, row, 'stream', 'unknown_stream');
  const place = decidePlaceInClass(now, {
    ...(named && { class_id: named.id }),
    ...(stream && { stream_id: stream.id }),
  });
  return { class_id: place.classId, stream_id: place.streamId };
}

/** Those who leave a stream make room first; who finds none is refused. */
async function fillStreams(
  { tx, schoolId, problems }: Scope,
  right: readonly { row: ReadRow; person: Write }[],
  classes: Map<string, ClassRoom>,
): Promise<Set<ReadRow>> {
  const moves = right.flatMap(({ row, person }) => {
    if (person.type !== 'person') return [];
    const [from, to] = [person.before?.stream_id ?? null, person.after.stream_id];
    return from === to ? [] : [{ row, from, to }];
  });
  if (moves.length === 0) return new Set();
  const inside = await countStreams(tx, schoolId);
  const capacity = new Map(
    [...classes.values()].flatMap(({ streams }) => [...streams.values()].map((one) => [one.id, one.capacity])),
  );
  for (const { from } of moves) if (from !== null) inside.set(from, (inside.get(from) ?? 1) - 1);
  const refused = new Set<ReadRow>();
  for (const { row, to } of moves) {
    if (to === null) continue;
    const there = inside.get(to) ?? 0;
    if (there < (capacity.get(to) ?? 0)) inside.set(to, there + 1);
    else {
      noteProblem(problems, row, 'stream', 'full_stream');
      refused.add(row);
    }
  }
  return refused;
}
