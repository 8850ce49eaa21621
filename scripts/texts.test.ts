import { expect, test } from 'vitest';
import { compareCatalogue } from './texts.mjs';

const english = {
  title: 'Marks of {{name}}',
  brand: 'Hadir',
  inner: { marks_one: '{{count}} mark', marks_other: '{{count}} marks' },
  nearest_other: 'Nearest other',
  open: 'Details',
  openNamed: 'Details of {{name}}',
};
const allowedEqual = new Set(['Hadir']);
const whatIsWrong = (language: string, texts: Parameters<typeof compareCatalogue>[0]['texts']) =>
  compareCatalogue({ language, english, texts, allowedEqual }).map(({ key, what }) => `${key} ${what}`);

const arabic = {
  title: 'حضور {{name}}',
  brand: 'Hadir',
  inner: {
    marks_zero: 'لا شيء',
    marks_one: 'واحد',
    marks_two: 'اثنان',
    marks_few: '{{count}} حضور',
    marks_many: '{{count}} حضورًا',
    marks_other: '{{count}} حضور',
  },
  nearest_other: 'أقرب شخص آخر',
  open: 'التفاصيل',
  openNamed: 'التفاصيل: {{name}}',
};

test('a whole catalogue has the plural forms of its language', () => {
  expect(whatIsWrong('ar', arabic)).toEqual([]);
  const indonesian = {
    title: 'Milik {{name}}',
    brand: 'Hadir',
    nearest_other: 'Terdekat',
    open: 'Detail',
    openNamed: 'Detail {{name}}',
  };
  expect(whatIsWrong('id', { ...indonesian, inner: { marks_other: '{{count}} tanda' } })).toEqual([]);
  expect(whatIsWrong('id', { ...indonesian, inner: { marks_one: 'satu', marks_other: '{{count}} tanda' } })).toEqual([
    'inner.marks_one is not in the English catalogue',
  ]);
});

test.each([
  [{ ...arabic, title: 'حضور' }, 'title lacks {{name}}'],
  [{ ...arabic, title: 'حضور {{name}} {{age}}' }, 'title has {{age}}, which the English text has not'],
  [{ ...arabic, title: ' ' }, 'title is empty'],
  [{ ...arabic, nearest_other: 'Nearest other' }, 'nearest_other is still English: “Nearest other”'],
  [{ ...arabic, nearest_other: 'Nearest one' }, 'nearest_other has no Arabic in it: “Nearest one”'],
  [{ ...arabic, inner: { ...arabic.inner, marks_other: 'حضور' } }, 'inner.marks_other lacks {{count}}'],
  [{ ...arabic, openNamed: 'تفاصيل {{name}}' }, 'openNamed does not contain “التفاصيل”'],
  [{ ...arabic, openNamed: 'بالتفاصيل {{name}}' }, 'openNamed does not contain “التفاصيل”'],
  [{ ...arabic, extra: 'زائد' }, 'extra is not in the English catalogue'],
])('what is wrong is named: %#', (texts, complaint) => {
  expect(whatIsWrong('ar', texts)).toContain(complaint);
});

test('a form that the language has and the catalogue lacks is missing', () => {
  const { marks_few: _, ...inner } = arabic.inner;
  expect(whatIsWrong('ar', { ...arabic, inner })).toEqual(['inner.marks_few is missing']);
});
