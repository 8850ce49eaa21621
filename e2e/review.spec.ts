import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { expectAttempts, expectResult, findOnRoster, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { takePicture } from './screenshots.ts';
import { signIn } from './student.ts';

test('the mark of a new face waits; rejected it frees the slot, confirmed it counts and so does the face', async ({
  grace,
  leila,
  camera,
  classroom,
  openSession,
  openLaptop,
}) => {
  const session = await openSession('Photosynthesis');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  const row = teacher.getByRole('listitem').filter({ hasText: leila.name });

  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await startMarking(grace.page, session.title);
  await expectResult(grace.page, 'You are marked present');

  await camera.show({ kind: 'person', photograph: photographs.b.atMark });
  await startMarking(leila.page, session.title);
  await expectResult(leila.page, 'Your mark is waiting for your teacher');
  await checkScreen(leila.page);
  await expect(row.getByText('Pending', { exact: true })).toBeVisible({ timeout: 2_000 });
  expect((await findOnRoster(classroom.teacher, session.id, leila.name)).record).toMatchObject({
    state: 'pending',
    // The phone is as new as the face.
    review_reasons: expect.arrayContaining(['provisional_face']),
  });
  await takePicture(teacher, 'teacher', row);
  await checkScreen(teacher);

  await row.getByRole('button', { name: `Reject the mark of ${leila.name}` }).click();
  const dialog = teacher.getByRole('dialog', { name: `Reject the mark of ${leila.name}?` });
  await dialog.getByLabel('Reason').fill('Not in the room when I looked');
  await checkScreen(teacher);
  await dialog.getByRole('button', { name: 'Reject mark' }).click();
  await expect(row.getByText('Rejected', { exact: true })).toBeVisible();

  await camera.show({ kind: 'person', photograph: photographs.b.atMark });
  await startMarking(leila.page, session.title);
  await expectResult(leila.page, 'Your mark is waiting for your teacher');
  await row.getByRole('button', { name: `Confirm mark and face of ${leila.name}` }).click();
  await expect(row.getByText('Present', { exact: true })).toBeVisible();
  const { student, record } = await findOnRoster(classroom.teacher, session.id, leila.name);
  expect(student.face).toBe('confirmed');
  expect(record).toMatchObject({ state: 'confirmed', status: 'present' });

  await leila.page.goto('/');
  await expect(leila.page.getByText('Your attendance is marked.')).toBeVisible();
});

test('the room code marks without a face and the teacher confirms; a wrong one is refused and kept', async ({
  grace,
  classroom,
  openSession,
  openLaptop,
  quiet,
}) => {
  const session = await openSession('Lesson without faces');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  const shown = teacher
    .getByRole('region', { name: 'Room code' })
    .getByText(/\d{3}\s?\d{3}/)
    .first();
  await expect(shown).toBeVisible();
  const readCode = async () => ((await shown.textContent()) ?? '').replace(/\D/g, '').slice(-6);

  quiet.expect(400, '/api/session_attendance/mark');
  const wrong = String((Number(await readCode()) + 500_000) % 1_000_000).padStart(6, '0');
  await grace.page.goto(`/room-code/${session.id}`);
  await checkScreen(grace.page);
  await grace.page.getByLabel('Six digits').fill(wrong);
  await grace.page.getByRole('button', { name: 'Send code' }).click();
  await expectResult(grace.page, 'The room code was not right');
  await checkScreen(grace.page);

  await grace.page.getByRole('button', { name: 'Try again' }).click();
  await grace.page.getByLabel('Six digits').fill(await readCode());
  await grace.page.getByRole('button', { name: 'Send code' }).click();
  await expectResult(grace.page, 'Your mark is waiting for your teacher');
  await expectAttempts(classroom.admin, session.id, ['Accepted', 'Room code invalid']);

  const row = teacher.getByRole('listitem').filter({ hasText: grace.name });
  await row.getByRole('button', { name: `Confirm the mark of ${grace.name}` }).click();
  await expect(row.getByText('Present', { exact: true })).toBeVisible();
});
