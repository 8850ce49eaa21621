import { issueClaimCodes } from '@hadir/contract/account-security.ts';
import { acceptInvitation, invite } from '@hadir/contract/people.ts';
import { createStudent } from '@hadir/contract/students.ts';
import { expect } from '@playwright/test';
import { openCaller } from './caller.ts';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';
import { showCode } from './totp.ts';

test('a teacher sets up an authenticator app, signs out everywhere, and comes in with a recovery code', async ({
  openLaptop,
  openPhone,
  classroom,
  product,
  quiet,
}) => {
  quiet.expect(401, '/api/');
  const email = 'second-step@example.org';
  const { link } = await classroom.admin(invite, { body: { name: 'Zawadi Mwangi', email, role: 'teacher' } });
  const invited = await openCaller(product.address);
  await invited(acceptInvitation, { body: { token: new URL(link).hash.slice(1), password: PASSWORD } });

  const laptop = await openLaptop();
  await signIn(laptop, email, PASSWORD);
  await laptop.goto('/account/security');
  await laptop.getByRole('button', { name: 'Set up an authenticator app' }).click();
  const dialog = laptop.getByRole('dialog');
  await dialog.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await dialog.getByRole('button', { name: 'Go on' }).click();
  const secret = await dialog.getByLabel('Or enter this key in the app').inputValue();
  await checkScreen(laptop);
  await dialog.getByLabel('Code in the app').fill(showCode(secret));
  await dialog.getByRole('button', { name: 'Switch on' }).click();
  const items = dialog.getByRole('listitem');
  await expect(items).toHaveCount(10);
  const codes = await items.allTextContents();
  await checkScreen(laptop);
  await dialog.getByRole('checkbox').check();
  await dialog.getByRole('button', { name: 'Done' }).click();
  // The invitation had signed in another browser: it is out.
  await expect(laptop.getByText('This browser')).toBeVisible();
  await expect(laptop.getByRole('button', { name: /^Sign out / }).filter({ hasText: /^Sign out$/ })).toHaveCount(0);
  await checkScreen(laptop);
  await laptop.getByRole('button', { name: 'Sign out everywhere', exact: true }).click();
  await laptop.getByRole('dialog').getByRole('button', { name: 'Sign out everywhere' }).click();
  await expect(laptop).toHaveURL(/sign-in/);

  const phone = await openPhone();
  await phone.goto('/sign-in');
  await phone.getByLabel('E-mail').fill(email);
  await phone.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Second step' })).toBeVisible();
  await checkScreen(phone);
  await phone.getByLabel('Code').fill('000000');
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await phone.getByLabel('Code').fill(codes[0] ?? '');
  await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Class sessions' })).toBeVisible();
});

test('a student without an e-mail opens the account with a slip, and a teacher helps with a new password', async ({
  openPhone,
  openLaptop,
  classroom,
  quiet,
}) => {
  // A new password ends the sign-in on the first phone, whose screen asks on.
  quiet.expect(401, '/api/');
  const number = 'SLIP/1';
  const made = await classroom.admin(createStudent, { body: { name: 'Halima Noor', admission_number: number } });
  const sheet = await classroom.admin(issueClaimCodes, { body: { student_ids: [made.id] } });
  const phone = await openPhone();
  await phone.goto(`/claim#${sheet.items[0]?.code}`);
  await checkScreen(phone);
  await phone.getByLabel('Admission number').fill(number.toLowerCase());
  await phone.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Open the account' }).click();
  await phone.waitForURL((url) => url.pathname === '/');

  const laptop = await openLaptop();
  await signIn(laptop, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await laptop.goto(`/people/${made.id}`);
  await laptop.getByRole('button', { name: 'Give a code for a new password' }).click();
  const code = await laptop.getByRole('dialog').getByLabel('Code').inputValue();
  await checkScreen(laptop);

  const other = await openPhone();
  await other.goto('/forgot');
  await other.getByText('Code from school').click();
  await other.getByLabel('Join code').fill(sheet.school.join_code);
  await other.getByLabel('Admission number').fill(number);
  await other.getByLabel('Code', { exact: true }).fill(code);
  await other.getByLabel('Choose a password', { exact: true }).fill('another long password');
  await checkScreen(other);
  await other.getByRole('button', { name: 'Set the password' }).click();
  await other.getByRole('link', { name: 'Go to the sign-in' }).first().click();
  await other.getByRole('button', { name: 'Use an admission number' }).click();
  await other.getByLabel('Join code').fill(sheet.school.join_code);
  await other.getByLabel('Admission number').fill(number);
  await other.getByLabel('Password', { exact: true }).fill('another long password');
  await checkScreen(other);
  await other.getByRole('button', { name: 'Sign in', exact: true }).click();
  await other.waitForURL((url) => url.pathname === '/');
});
