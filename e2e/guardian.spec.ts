import { getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { updateSchool } from '@hadir/contract/school.ts';
import { expect } from '@playwright/test';
import { signInAs } from './caller.ts';
import { test } from './journey.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { enrolFace, register, signIn } from './student.ts';

test('a guardian agrees by a link, once; then the student enrols, until the guardian takes it back', async ({
  product,
  camera,
  classroom,
  openPhone,
  openLaptop,
  quiet,
}) => {
  test.setTimeout(180_000);
  const student = { name: 'Zuri Kamau', email: 'zuri@example.org', joinCode: classroom.joinCode };
  await classroom.admin(updateSchool, { body: { consent_policy: 'guardian' } });
  try {
    const page = await openPhone();
    await register(page, student);
    await classroom.enrol(student.email);
    await page.goto('/enrol');
    await expect(page.getByText('A parent or guardian has to agree first')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Agree and go on' })).toBeHidden();
    await checkScreen(page);

    const teacher = await openLaptop();
    await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
    await teacher.goto('/people');
    await teacher.getByRole('link', { name: student.name }).first().click();
    await expect(teacher.getByText('cannot enrol a face yet')).toBeVisible();
    await checkScreen(teacher);
    const makeLink = async () => {
      await teacher.getByRole('button', { name: 'Make a link' }).click();
      await teacher.getByRole('button', { name: 'Make the link' }).click();
      return teacher.getByRole('textbox', { name: 'Link for the guardian' }).inputValue();
    };
    const first = await makeLink();
    await teacher.getByRole('button', { name: 'Done' }).click();
    const unwilling = await openPhone();
    await unwilling.goto(first);
    await unwilling.getByRole('button', { name: 'I do not agree' }).click();
    await expect(unwilling.getByText('Enter your name.')).toBeVisible();
    await unwilling.getByLabel('Your full name').fill('Otieno Kamau');
    await unwilling.getByRole('button', { name: 'I do not agree' }).click();
    await checkScreen(unwilling);
    await unwilling.getByRole('dialog').getByRole('button', { name: 'I do not agree' }).click();
    await expect(unwilling.getByText('Your answer is kept')).toBeVisible();
    await teacher.reload();
    await expect(teacher.getByText('Otieno Kamau')).toBeVisible();
    await checkScreen(teacher);

    const link = await makeLink();
    await expect(teacher.getByRole('img', { name: 'QR code of the link for the guardian' })).toBeVisible();
    await checkScreen(teacher);
    await teacher.getByRole('button', { name: 'Done' }).click();

    const guardian = await openPhone();
    await guardian.goto(link);
    await expect(guardian.getByText(`whether ${student.name} may mark attendance`)).toBeVisible();
    await guardian.getByRole('button', { name: 'I agree', exact: true }).click();
    await expect(guardian.getByText('Enter your name.')).toBeVisible();
    await checkScreen(guardian);
    await guardian.getByLabel('Your full name').fill('Njeri Kamau');
    await guardian.getByRole('checkbox').check();
    await guardian.getByRole('button', { name: 'I agree', exact: true }).click();
    await expect(guardian.getByText('Thank you, your consent is kept')).toBeVisible();
    await checkScreen(guardian);

    quiet.expect(400, '/api/guardian_link');
    const again = await openPhone();
    await again.goto(link);
    await expect(again.getByText('This link is not valid any more')).toBeVisible();
    await checkScreen(again);

    // The student's screen finds out by itself.
    await expect(page.getByText('Your parent or guardian agreed on')).toBeVisible({ timeout: 15_000 });
    await camera.show({ kind: 'person', photograph: photographs.b.atMark });
    await enrolFace(page);
    const asStudent = await signInAs(product.address, student.email, PASSWORD);
    expect((await asStudent(getFaceTemplate)).state).toBe('provisional');

    await teacher.reload();
    await expect(teacher.getByText('Njeri Kamau')).toBeVisible();
    await teacher.getByRole('button', { name: 'Withdraw consent' }).click();
    const dialog = teacher.getByRole('dialog');
    await dialog.getByLabel('Name of the parent or guardian').fill('Njeri Kamau');
    await dialog.getByLabel('Reason').fill('Called the office');
    await checkScreen(teacher);
    await dialog.getByRole('button', { name: 'Withdraw and delete face' }).click();
    await expect(teacher.getByText('Withdrawn', { exact: true })).toBeVisible();
    await checkScreen(teacher);
    expect(await asStudent(getFaceTemplate)).toMatchObject({ state: 'none', guardian_consent_at: null });
  } finally {
    await classroom.admin(updateSchool, { body: { consent_policy: 'self' } });
  }
});
