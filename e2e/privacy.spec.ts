import { readFile } from 'node:fs/promises';
import { PersonExport } from '@hadir/contract/person-export.ts';
import { register } from '@hadir/contract/sign-in.ts';
import { expect } from '@playwright/test';
import { openCaller } from './caller.ts';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

const who = { name: 'Neema Wekesa', email: 'neema.wekesa@example.org', password: PASSWORD };

test('a student takes the own data along and asks to be erased; an admin does it, and only facts are left', async ({
  product,
  classroom,
  openPhone,
  openLaptop,
  quiet,
}) => {
  const caller = await openCaller(product.address);
  await caller(register, { body: { join_code: classroom.joinCode, ...who } });
  await classroom.enrol(who.email);
  const phone = await openPhone();
  await signIn(phone, who.email, PASSWORD);
  await phone.goto('/account');
  const [json] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Download (JSON)' }).click(),
  ]);
  const data = PersonExport.parse(JSON.parse(await readFile(await json.path(), 'utf8')));
  expect(data).toMatchObject({ account: { name: who.name, email: who.email }, courses: [{ code: 'BIO-101' }] });
  const [pdf] = await Promise.all([
    phone.waitForEvent('download'),
    phone.getByRole('button', { name: 'Download (PDF)' }).click(),
  ]);
  expect((await readFile(await pdf.path())).subarray(0, 5).toString()).toBe('%PDF-');
  await phone.getByRole('button', { name: 'Ask to be erased' }).click();
  await checkScreen(phone);
  await phone.getByRole('button', { name: 'Send the request' }).click();
  await expect(phone.getByText(/You asked on .* to be erased/)).toBeVisible();

  const admin = await openLaptop();
  await signIn(admin, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await admin.getByRole('link', { name: 'Privacy' }).click();
  await admin.getByRole('button', { name: 'Count what is due' }).click();
  await expect(admin.getByText('Counted only')).toBeVisible();
  await checkScreen(admin);
  await admin.getByRole('button', { name: `Erase ${who.name}` }).click();
  const dialog = admin.getByRole('dialog');
  quiet.expect(400, '/api/people/');
  await dialog.getByLabel('Reason').fill(`${who.name} has left`);
  await dialog.getByLabel('Your password', { exact: true }).fill(classroom.adminSignIn.password);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(dialog.getByText('The reason must not name the person.')).toBeVisible();
  await dialog.getByLabel('Reason').fill('has left the school');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(admin.getByRole('heading', { level: 3, name: 'Erased person' })).toBeVisible();
  await checkScreen(admin);

  quiet.expect(401, '/api/');
  await phone.reload();
  await expect(phone).toHaveURL(/sign-in/);
});
