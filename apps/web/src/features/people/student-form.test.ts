import { expect, test } from 'vitest';
import { emptyStudentForm, KnownStudentForm, readStudentChange, readStudentForm, StudentForm } from './student-form.ts';

const sari = { ...emptyStudentForm, name: ' Sari ', number: 'adm/1' };

test('what was not typed is none', () => {
  expect(readStudentForm(sari)).toEqual({
    ...{ name: 'Sari', email: null, born_on: null, gender: null, class_id: null, stream_id: null },
  });
});

test('only what was typed over is sent', () => {
  expect(readStudentChange(sari, sari)).toEqual({});
  expect(readStudentChange(sari, { ...sari, number: 'ADM/1 ' })).toEqual({});
  const moved = { ...sari, classId: 'c1', streamId: 's1', number: '' };
  expect(readStudentChange(sari, moved)).toEqual({ class_id: 'c1', stream_id: 's1', admission_number: null });
});

test('a number is needed for a new record and may be missing for one who registered', () => {
  expect(StudentForm.safeParse(sari).success).toBe(true);
  for (const number of ['', 'AB', 'A B C']) expect(StudentForm.safeParse({ ...sari, number }).success).toBe(false);
  expect(KnownStudentForm.safeParse({ ...sari, number: '' }).success).toBe(true);
});

test('dates of the future and half an e-mail are told', () => {
  expect(StudentForm.safeParse({ ...sari, bornOn: '2999-01-01' }).success).toBe(false);
  expect(StudentForm.safeParse({ ...sari, bornOn: '2012-02-29' }).success).toBe(true);
  expect(StudentForm.safeParse({ ...sari, email: 'sari@' }).success).toBe(false);
});
