import type { World } from './fill.ts';

/** One list or report, as a person asks it. */
export type Question = {
  name: string;
  who: 'admin' | 'teacher' | 'student';
  path: string;
  /** A list has to stay under the limit; a figure over a whole school is measured and told. */
  kind: 'list' | 'whole school';
};

const at = (daysBack: number) => new Date(Date.now() - daysBack * 86_400_000);
const day = (daysBack: number) => at(daysBack).toISOString().slice(0, 10);

/** Every list of the product, the first page and one far in. */
export function makeQuestions({ courseId, studentId }: World): Question[] {
  const days = `from_on=${day(30)}&to_on=${day(1)}`;
  const year = `from_on=${day(210)}&to_on=${day(1)}`;
  const list = (name: string, path: string, who: Question['who'] = 'admin'): Question => ({
    name,
    path,
    who,
    kind: 'list',
  });
  const whole = (name: string, path: string): Question => ({ name, path, who: 'admin', kind: 'whole school' });
  return [
    list('people', '/api/people'),
    list('people by a word', '/api/people?search=a7f'),
    list('people, students', '/api/people?role=student'),
    list('people of a teacher', '/api/people', 'teacher'),
    list('courses', '/api/courses'),
    list('courses of a teacher', '/api/courses', 'teacher'),
    list('students of a course', `/api/courses/${courseId}/enrollments`),
    list('classes', '/api/classes'),
    list('class sessions of a day', `/api/class_sessions?from=${at(3).toISOString()}&to=${at(2).toISOString()}`),
    list(
      'class sessions of a teacher',
      `/api/class_sessions?from=${at(9).toISOString()}&to=${at(2).toISOString()}`,
      'teacher',
    ),
    list('attempts', '/api/attempts'),
    list('attempts refused', '/api/attempts?success=false'),
    list('attempts by reason', '/api/attempts?reason=Face%20mismatch'),
    list('attempts of a student', `/api/attempts?student_id=${studentId}`),
    list('attempts of some days', `/api/attempts?from=${at(40).toISOString()}&to=${at(37).toISOString()}`),
    list('attempts of a device', `/api/attempts?device_hash=${'0'.repeat(64)}`),
    list('attempts of long ago', `/api/attempts?to=${at(150).toISOString()}`),
    list('marks to review', '/api/reviews'),
    list('decisions', '/api/review_decisions'),
    list('signals', '/api/signals'),
    list('look-alikes', '/api/look_alikes'),
    list('audit log', '/api/audit_entries'),
    list('places', '/api/places'),
    list('invitations', '/api/invitations'),
    list('own history', '/api/attendance_records', 'student'),
    list('open class sessions', '/api/active_sessions', 'student'),
    list('report of a day', `/api/reports/daily?on=${day(10)}`),
    list('report of a day, teacher', `/api/reports/daily?on=${day(10)}`, 'teacher'),
    list('report by student, a month', `/api/reports/students?${days}`),
    list('report by student, a year', `/api/reports/students?${year}`),
    list('report by student, a course', `/api/reports/students?${year}&course_id=${courseId}`),
    list('report by student, teacher', `/api/reports/students?${days}`, 'teacher'),
    list('low attendance, a month', `/api/reports/students?${days}&below=75`),
    list('low attendance, a year', `/api/reports/students?${year}&below=75`),
    list('report by course, a month', `/api/reports/courses?${days}`),
    list('report by course, teacher, a year', `/api/reports/courses?${year}`, 'teacher'),
    list('report of a student, a year', `/api/reports/students/${studentId}?${year}`),
    list('course over a year by week', `/api/reports/trend?${year}&by=week&course_id=${courseId}`),
    whole('school over a month by day', `/api/reports/trend?${days}`),
    whole('school over a year by month', `/api/reports/trend?${year}&by=month`),
    whole('report by class, a month', `/api/reports/classes?${days}`),
    whole('report by course, a year', `/api/reports/courses?${year}`),
  ];
}
