import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { checkScreen } from './quiet.ts';
import { signIn } from './student.ts';

test('an admin makes a class, a student and a guardian, fills a course by class, and lets the student go', async ({
  classroom,
  openLaptop,
  quiet,
}) => {
  test.setTimeout(240_000);
  const page = await openLaptop();
  await signIn(page, classroom.adminSignIn.email, classroom.adminSignIn.password);
  const dialog = page.getByRole('dialog');

  await page.goto('/classes');
  await page.getByRole('button', { name: 'New class' }).click();
  await dialog.getByLabel('Name').fill('Form 2');
  await dialog.getByLabel('Level').selectOption('2');
  await dialog.getByRole('button', { name: 'Make class' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Form 2' })).toBeVisible();
  await page.getByRole('button', { name: 'Add stream' }).click();
  await dialog.getByLabel('Name').fill('North');
  await dialog.getByLabel('Capacity').fill('1');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByText('0 of 1 places taken')).toBeVisible();
  await checkScreen(page);

  await page.goto('/people');
  await page.getByRole('button', { name: 'Add student' }).click();
  await dialog.getByLabel('Name').fill('Neema Wairimu');
  await dialog.getByLabel('Admission number').fill('d-001');
  await dialog.getByLabel('Class').selectOption('Form 2');
  await dialog.getByLabel('Stream').selectOption({ index: 1 });
  quiet.expect(409, '/api/people');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(dialog.getByText('Another student has this number.')).toBeVisible();
  await checkScreen(page);
  await dialog.getByLabel('Admission number').fill('f2/2030.1');
  await dialog.getByRole('button', { name: 'Add' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Neema Wairimu' })).toBeVisible();
  await expect(page.getByText('F2/2030.1')).toBeVisible();

  await page.getByRole('button', { name: 'Add guardian' }).click();
  await dialog.getByLabel('Name').fill('Grace Wairimu');
  await dialog.getByLabel('Phone').fill('12345');
  quiet.expect(400, '/guardians');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog.getByText('This is not a telephone number.')).toBeVisible();
  await dialog.getByLabel('Phone').fill('+254 712 345 678');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: '+254712345678' })).toBeVisible();
  await checkScreen(page);

  await page.goto(`/courses/${classroom.courseId}`);
  await page.getByRole('button', { name: 'Add students' }).click();
  await dialog.getByText('By class').click();
  await dialog.getByLabel('Class', { exact: true }).selectOption({ label: 'Form 2, 1 student' });
  await checkScreen(page);
  await dialog.getByRole('button', { name: 'Add 1 student' }).click();
  await page.getByRole('link', { name: 'Neema Wairimu' }).click();
  await expect(page.getByRole('link', { name: 'Biology' })).toBeVisible();

  await page.getByRole('button', { name: 'Deactivate' }).click();
  await dialog.getByLabel('Reason').fill('moved away');
  await dialog.getByRole('button', { name: 'Deactivate' }).click();
  await expect(page.getByText('Deactivated since')).toBeVisible();
  await page.goto('/people?status=inactive');
  await expect(page.getByRole('link', { name: 'Neema Wairimu' }).first()).toBeVisible();
  await page.goto(`/courses/${classroom.courseId}`);
  await expect(page.getByRole('heading', { name: /students$/ })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Neema Wairimu' })).toBeHidden();
});
