import { createClass, createStream } from '@hadir/contract/structure.ts';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { signIn } from './student.ts';

const students = 500;

/** A roster as a school's own program writes it: semicolons, Windows-1252, days as people write them. */
function roster(change: (row: string, index: number) => string = (row) => row): Buffer {
  const rows = Array.from({ length: students }, (_, index) => {
    const day = String(1 + (index % 28)).padStart(2, '0');
    const phone = `0712 ${String(100000 + index)}`;
    return `IMP/${1000 + index};Zo\u00eb Student ${index};Form 2;North;${day}/05/2010;F;Parent ${index};${phone}`;
  });
  const header = 'Adm no;Student;Class;Stream;DOB;Sex;Parent;Phone';
  return Buffer.from([header, ...rows.map(change)].join('\r\n'), 'latin1');
}

async function choose(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.goto('/imports/new');
  await page.getByLabel('File', { exact: true }).setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.getByRole('button', { name: 'Check the file' }).click();
}

test('an admin imports five hundred students, after a file with problems, and takes them back', async ({
  classroom,
  openLaptop,
  quiet,
}) => {
  quiet.expect(400, '/api/imports');
  const { admin: asAdmin, adminSignIn } = classroom;
  const form = await asAdmin(createClass, { body: { name: 'Form 2', level: 10 } });
  await asAdmin(createStream, { params: { id: form.id }, body: { name: 'North', capacity: students } });
  const page = await openLaptop();
  await signIn(page, adminSignIn.email, adminSignIn.password);
  await page.getByRole('link', { name: 'Imports', exact: true }).first().click();
  await checkScreen(page);

  await choose(page, 'picture.xlsx', Buffer.from('89504e470d0a1a0a0000', 'hex'));
  await expect(page.getByRole('alert')).toContainText('This file cannot be read.');
  await checkScreen(page);

  const wrong = roster((row, index) => (index === 7 ? row.replace('Zo\u00eb Student 7', '=cmd()') : row));
  await choose(page, 'wrong.csv', wrong);
  await expect(page.getByRole('row', { name: 'B9 Student =cmd() This begins like a formula.' })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Import / })).toHaveCount(0);
  await checkScreen(page);

  await choose(page, 'roster.csv', roster());
  await page.getByRole('button', { name: `Import ${students} rows` }).click();
  await expect(page.getByText('Imported', { exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Zo\u00eb Student 0', exact: true })).toBeVisible();
  await checkScreen(page);

  await choose(page, 'roster.csv', roster());
  await expect(page.getByText('Everything in this file is known already.')).toBeVisible();

  await page.goto('/imports');
  await page.getByRole('link', { name: 'roster.csv' }).last().click();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Take back' }).click();
  await expect(page.getByText('Everything was taken back.')).toBeVisible();
  await checkScreen(page);
});
