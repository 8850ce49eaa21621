import { changeRecord } from '@hadir/contract/sessions.ts';
import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { findOnRoster } from './mark.ts';
import { checkScreen } from './quiet.ts';
import { signIn } from './student.ts';

const pupil = 'Sari Student';

test("a mark appears on the teacher's open screen by itself, and the student asks for another one", async ({
  product,
  classroom,
  openSession,
  openLaptop,
  openPhone,
}) => {
  const session = await openSession('Cells');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  const row = teacher.getByRole('listitem').filter({ hasText: pupil });
  await expect(row.getByText('Missing', { exact: true })).toBeVisible();
  await expect(teacher.getByText('Updates by itself')).toBeVisible();
  await checkScreen(teacher);

  // From here on nothing but the socket can bring it.
  await teacher.route('**/api/class_sessions/*/roster', (route) => route.abort());
  const { student } = await findOnRoster(classroom.teacher, session.id, pupil);
  await classroom.teacher(changeRecord, {
    params: { id: session.id, student_id: student.id },
    body: { status: 'late', reason: 'Came after the bell' },
  });
  await expect(row.getByText('Late', { exact: true })).toBeVisible();
  await expect(row.getByText(/^By hand at/)).toBeVisible();
  await teacher.unroute('**/api/class_sessions/*/roster');

  const known = product.signIns.find(({ email }) => email.startsWith('student@'));
  if (!known) throw new Error('The start printed no student.');
  const phone = await openPhone();
  await signIn(phone, known.email, known.password);
  await phone.goto('/history');
  await phone.getByRole('button', { name: 'This is wrong: Cells' }).click();
  const form = phone.getByRole('dialog', { name: 'This is wrong: Cells' });
  await form.getByRole('radio', { name: 'Present' }).check();
  await form.getByLabel('Why?').fill('I was there before the bell');
  await checkScreen(phone);
  await form.getByRole('button', { name: 'Send to my teacher' }).click();
  await expect(phone.getByText('You asked for “Present”. It waits for an answer.').last()).toBeVisible();

  await teacher.goto('/corrections');
  await expect(teacher.getByText('I was there before the bell')).toBeVisible();
  await checkScreen(teacher);
  await teacher.getByRole('button', { name: `Accept: ${pupil}` }).click();
  const answer = teacher.getByRole('dialog');
  await answer.getByRole('button', { name: 'I have seen it' }).click();
  await answer.getByRole('button', { name: 'Accept', exact: true }).click();
  await expect(teacher.getByText('No request waits')).toBeVisible();

  await phone.reload();
  await expect(phone.getByText('It was accepted. Answer: I have seen it').last()).toBeVisible();
  await phone.getByRole('button', { name: 'Changes of my record of Cells' }).click();
  await expect(phone.getByRole('dialog').getByText('Late → Present')).toBeVisible();
  await checkScreen(phone);
});
