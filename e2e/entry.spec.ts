import { listPeople } from '@hadir/contract/people.ts';
import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { register, signIn } from './student.ts';

test('a student registers with the join code and is signed in', async ({ openPhone, classroom }) => {
  const page = await openPhone();
  await page.goto('/register');
  await checkScreen(page);
  await register(page, { name: 'Neema Otieno', email: 'neema@example.org', joinCode: classroom.joinCode });
  await checkScreen(page);
  await page.getByRole('link', { name: 'Account' }).click();
  await expect(page.getByRole('main').getByText('Neema Otieno').first()).toBeVisible();
  await checkScreen(page);
});

test('a wrong join code registers nobody', async ({ openPhone, classroom, quiet }) => {
  quiet.expect(400, '/api/registration');
  const page = await openPhone();
  await page.goto('/register');
  await page.getByLabel('Join code').fill('NOT-A-CODE');
  await page.getByLabel('Full name').fill('Nobody');
  await page.getByLabel('E-mail').fill('nobody@example.org');
  await page.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await expect(page.getByText('Enter the join code.')).toBeVisible();
  const { items } = await classroom.admin(listPeople, { query: { search: 'nobody@example.org' } });
  expect(items).toEqual([]);
});

test('a wrong password is refused in words, the right one lets in', async ({ openPhone, classroom, quiet }) => {
  quiet.expect(401, '/api/sign_in');
  const page = await openPhone();
  await page.goto('/sign-in');
  await checkScreen(page);
  const { email, password } = classroom.teacherSignIn;
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill('not the password');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await checkScreen(page);
  await signIn(page, email, password);
  await expect(page.getByRole('heading', { level: 1, name: 'Class sessions' })).toBeVisible();
});

test('an invited teacher sets a password with the link and the link works once', async ({
  openLaptop,
  openPhone,
  classroom,
  quiet,
}) => {
  const laptop = await openLaptop();
  await signIn(laptop, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await laptop.goto('/invitations');
  await laptop.getByRole('button', { name: 'Invite somebody' }).click();
  const form = laptop.getByRole('dialog', { name: 'Invite somebody' });
  await form.getByLabel('Name').fill('Baraka Kimani');
  await form.getByLabel('E-mail').fill('baraka@example.org');
  await form.getByRole('button', { name: 'Make invitation' }).click();
  const link = await laptop.getByRole('textbox', { name: 'Invitation link' }).inputValue();
  await checkScreen(laptop);

  const phone = await openPhone();
  await phone.goto(link);
  await checkScreen(phone);
  await phone.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
  await phone.getByRole('button', { name: 'Create account' }).click();
  await expect(phone.getByRole('heading', { level: 1, name: 'Class sessions' })).toBeVisible();

  quiet.expect(400, '/api/invitations/accept');
  const other = await openPhone();
  await other.goto(link);
  await other.getByLabel('Choose a password', { exact: true }).fill(PASSWORD);
  await other.getByRole('button', { name: 'Create account' }).click();
  await expect(other.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await expect(other).toHaveURL(/invitation/);
});

test('nobody becomes a teacher by registering', async ({ openPhone, classroom }) => {
  const page = await openPhone();
  await page.route('**/api/registration', async (route) => {
    await route.continue({ postData: JSON.stringify({ ...route.request().postDataJSON(), role: 'admin' }) });
  });
  await register(page, { name: 'Zawadi Mutua', email: 'zawadi@example.org', joinCode: classroom.joinCode });
  const { items } = await classroom.admin(listPeople, { query: { search: 'zawadi@example.org' } });
  expect(items.map((person) => person.role)).toEqual(['student']);
});
