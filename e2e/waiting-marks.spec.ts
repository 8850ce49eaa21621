import { changeRecord } from '@hadir/contract/sessions.ts';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { expectResult, findOnRoster, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { signIn } from './student.ts';

const phone = { width: 360, height: 740 };
const laptop = { width: 1440, height: 900 };

async function checkBothSizes(page: Page): Promise<void> {
  for (const size of [phone, laptop]) {
    await page.setViewportSize(size);
    await checkScreen(page);
  }
}

test('a mark waits for the teacher, who looks into the room first, then at the evidence, and decides once', async ({
  grace,
  camera,
  classroom,
  openSession,
  openLaptop,
}) => {
  test.setTimeout(240_000);
  const session = await openSession('Respiration');

  // The school's photo goes to the evidence; the picture is made small before it is sent.
  const admin = await openLaptop();
  await signIn(admin, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await admin.goto('/people?role=student');
  await admin.getByRole('button', { name: `School photo of ${grace.name}` }).click();
  const dialog = admin.getByRole('dialog', { name: `Photo of ${grace.name}` });
  await dialog.getByLabel('Choose a photo').setInputFiles(photographs.a.atEnrolment.file);
  await expect(dialog.getByRole('img', { name: `The school's photo of ${grace.name}` })).toBeVisible();
  await checkBothSizes(admin);

  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  const shown = teacher.getByRole('region', { name: 'Room code' });
  await grace.page.goto(`/room-code/${session.id}`);
  const code = (
    (await shown
      .getByText(/\d{3}\s?\d{3}/)
      .first()
      .textContent()) ?? ''
  )
    .replace(/\D/g, '')
    .slice(-6);
  await grace.page.getByLabel('Six digits').fill(code);
  await grace.page.getByRole('button', { name: 'Send code' }).click();
  await expectResult(grace.page, 'Your mark is waiting for your teacher');

  await teacher.getByRole('link', { name: /^To review/ }).click();
  const open = teacher.getByRole('link', { name: `Look and decide: the mark of ${grace.name} in ${session.title}` });
  await expect(open).toBeVisible();
  await checkBothSizes(teacher);
  await open.click();
  await expect(teacher.getByRole('heading', { name: `Is ${grace.name} in the room now?` })).toBeVisible();
  await expect(teacher.getByText('What came')).toBeHidden();
  await checkBothSizes(teacher);
  await teacher.getByRole('button', { name: 'No, they are not here' }).click();
  const claimed = teacher.getByRole('region', { name: 'Whom the mark says it is' });
  await expect(claimed.getByRole('img', { name: `The school's photo of ${grace.name}` })).toBeVisible();
  await expect(teacher.getByText('Marked with the room code, without a face')).toBeVisible();
  const { record } = await findOnRoster(classroom.teacher, session.id, grace.name);
  expect(record).toMatchObject({ state: 'pending', decided_by: null });
  await teacher.getByRole('radio', { name: /^Reject/ }).check();
  await teacher.getByRole('button', { name: 'Not in the room' }).click();
  await checkBothSizes(teacher);
  await teacher.getByRole('button', { name: 'Reject mark' }).click();
  await expect(open).toBeHidden();

  // Decided once, also for whoever had the page open; kept in the list of decisions.
  const studentId = await classroom.findPerson(grace.name);
  const params = { id: session.id, student_id: studentId };
  const again = classroom.teacher(changeRecord, { params, body: { decision: 'confirm', reason: 'After all' } });
  await expect(again).rejects.toThrow(/already_decided/);
  await teacher.goto('/reviews?list=decided');
  const decided = teacher.getByRole('listitem').filter({ hasText: session.title });
  await expect(decided.getByText('Rejected', { exact: true })).toBeVisible();
  await checkBothSizes(teacher);

  await grace.page.goto('/');
  await expect(
    grace.page.getByText('Your teacher did not confirm your mark. Talk to them, or mark again.'),
  ).toBeVisible();
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await startMarking(grace.page, session.title);
  // Who was not in the room a moment ago is looked at again.
  await expectResult(grace.page, 'Your mark is waiting for your teacher');
  await grace.page.goto('/account');
  await expect(grace.page.getByRole('img', { name: `The school's photo of ${grace.name}` })).toBeVisible();
  await checkScreen(grace.page);
});

test('points and policies change with a reason, for the next mark on; two admins do not overwrite each other', async ({
  classroom,
  openLaptop,
  quiet,
}) => {
  const [first, second] = [await openLaptop(), await openLaptop()];
  for (const admin of [first, second]) {
    await signIn(admin, classroom.adminSignIn.email, classroom.adminSignIn.password);
    await admin.goto('/school');
    await admin.getByRole('link', { name: 'Points and policies' }).click();
    await expect(admin.getByLabel('Another student marked with this phone today')).toHaveValue('40');
  }
  await first.getByLabel('Another student marked with this phone today').fill('45');
  await first.getByLabel('Why you change it').fill('Phones are passed on');
  await first.getByRole('button', { name: 'Save settings' }).click();
  await expect(first.getByText('Another student marked with this phone today: 40 → 45')).toBeVisible();
  await checkBothSizes(first);

  quiet.expect(409, '/api/settings');
  await second.getByLabel('Flagged from').fill('25');
  await second.getByLabel('Why you change it').fill('See more');
  await second.getByRole('button', { name: 'Save settings' }).click();
  await expect(second.getByText('Another admin has changed the settings since you opened this page.')).toBeVisible();
  await second.getByRole('button', { name: 'Show the present settings' }).click();
  await expect(second.getByLabel('Another student marked with this phone today')).toHaveValue('45');
  await expect(second.getByLabel('Flagged from')).toHaveValue('30');
  // As it was, for the journeys after this one.
  await second.getByLabel('Another student marked with this phone today').fill('40');
  await second.getByLabel('Why you change it').fill('As before');
  await second.getByRole('button', { name: 'Save settings' }).click();
  await expect(second.getByText('Another student marked with this phone today: 45 → 40')).toBeVisible();
});
