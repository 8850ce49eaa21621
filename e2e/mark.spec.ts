import { listAttempts } from '@hadir/contract/attempts.ts';
import { expect } from '@playwright/test';
import { test } from './journey.ts';
import { expectAttempts, expectResult, findOnRoster, listenToAnswers, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { takePicture } from './screenshots.ts';
import { signIn } from './student.ts';

test('a student marks, the roster shows it at once, the admin sees the attempt', async ({
  grace,
  camera,
  classroom,
  openSession,
  openLaptop,
}) => {
  const session = await openSession('Cells and tissues');
  const teacher = await openLaptop();
  await signIn(teacher, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await teacher.goto(`/sessions/${session.id}`);
  const row = teacher.getByRole('listitem').filter({ hasText: grace.name });
  await expect(row.getByText('Missing', { exact: true })).toBeVisible();

  const answers = listenToAnswers(grace.page);
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await startMarking(grace.page, session.title);
  await takePicture(grace.page, 'student', grace.page.getByText(/[1-9] of \d pictures taken/));
  await expectResult(grace.page, 'You are marked present');
  await expect(row.getByText('Present', { exact: true })).toBeVisible({ timeout: 2_000 });
  await checkScreen(grace.page);
  await checkScreen(teacher);

  expect((await findOnRoster(classroom.teacher, session.id, grace.name)).record).toMatchObject({
    status: 'present',
    state: 'confirmed',
    method: 'face',
  });
  expect(answers.map((answer) => Object.keys(JSON.parse(answer)).sort())).toEqual([
    ['message', 'state', 'status', 'success'],
  ]);

  await grace.page.getByRole('link', { name: 'See my history' }).click();
  await expect(grace.page.getByRole('heading', { level: 1, name: 'History' })).toBeVisible();
  await expect(grace.page.getByText(session.title).filter({ visible: true }).first()).toBeVisible();
  await checkScreen(grace.page);

  const { items } = await classroom.admin(listAttempts, { query: { session_id: session.id } });
  expect(items).toMatchObject([{ success: true, reason: 'Accepted', student: { name: grace.name } }]);
  const admin = await openLaptop();
  await signIn(admin, classroom.adminSignIn.email, classroom.adminSignIn.password);
  await admin.goto('/attempts');
  await checkScreen(admin);
  await admin
    .getByRole('link', { name: `Details of the attempt of ${grace.name}` })
    .first()
    .click();
  await expect(admin.getByRole('heading', { level: 1, name: `Attempt of ${grace.name}` })).toBeVisible();
  await expect(admin.getByRole('heading', { name: 'Checks, in their order' })).toBeVisible();
  const signature = admin.getByRole('listitem').filter({ hasText: 'Signed by a known phone' });
  await expect(signature.getByText('Passed', { exact: true })).toBeVisible();
  await checkScreen(admin);
});

test('a second mark is refused and the first one shown', async ({ grace, camera, classroom, openSession, quiet }) => {
  const session = await openSession('Osmosis');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await startMarking(grace.page, session.title);
  await expectResult(grace.page, 'You are marked present');

  quiet.expect(400, '/api/session_attendance/mark');
  await camera.show({ kind: 'person', photograph: photographs.a.atEnrolment });
  // A phone that could not look at its classes again: the server knows better.
  quiet.expect('unreachable', '/api/active_sessions');
  await grace.page.route('**/api/active_sessions', (route) => route.abort());
  await grace.page.reload();
  await grace.page.getByRole('button', { name: 'Start camera' }).click();
  await expectResult(grace.page, 'You are already marked');
  await checkScreen(grace.page);
  await expectAttempts(classroom.admin, session.id, ['Duplicate mark', 'Accepted']);

  await grace.page.unroute('**/api/active_sessions');
  await grace.page.goto(`/mark/${session.id}`);
  await expect(grace.page.getByText('You are already marked')).toBeVisible();
  await expect(grace.page.getByRole('button', { name: 'Start camera' })).toBeHidden();
  await checkScreen(grace.page);
});
