import { expect, test } from 'vitest';
import { changePeopleFilters, readPeopleFilters } from './people-filters.ts';

const read = (address: string, isAdmin = true) => readPeopleFilters(new URLSearchParams(address), isAdmin);

test('whoever looks for a face looks among students: staff have none to enrol', () => {
  expect(read('face=none')).toEqual({ role: 'student', face: 'none' });
  expect(read('face=none&role=teacher').role).toBe('student');
  expect(read('face=none', false).role).toBeUndefined();
});

test('another role takes the filter by face away', () => {
  const filters = { role: 'student', face: 'none', search: 'ami' } as const;
  expect(changePeopleFilters(filters, { role: 'teacher' })).toEqual({ role: 'teacher', search: 'ami' });
  expect(changePeopleFilters(filters, { role: '' })).toEqual({ search: 'ami' });
  expect(changePeopleFilters(filters, { search: '' })).toEqual({ role: 'student', face: 'none' });
});

test('a class and those who were deactivated are asked for, active ones without asking', () => {
  expect(read('class_id=c1&status=inactive')).toEqual({ class_id: 'c1', status: 'inactive' });
  expect(read('status=active')).toEqual({});
  expect(changePeopleFilters({ class_id: 'c1' }, { class_id: '' })).toEqual({});
});

test('what is no filter is left out, and only admins choose a role', () => {
  expect(read('role=king&face=blue&search=&class_id=&status=gone')).toEqual({});
  expect(read('role=teacher').role).toBe('teacher');
  expect(read('role=teacher', false).role).toBeUndefined();
});
