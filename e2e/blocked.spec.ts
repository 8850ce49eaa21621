import { approveDeviceKey } from '@hadir/contract/device-keys.ts';
import { expect } from '@playwright/test';
import { allAllowed, openPhone, test } from './journey.ts';
import { expectAttempts, expectResult, findOnRoster, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { signIn } from './student.ts';

test('a new phone shows the face and is approved by the teacher; a denied camera is explained and another way offered', async ({
  product,
  grace,
  camera,
  classroom,
  openSession,
  quiet,
  openWithoutCamera,
}) => {
  const session = await openSession('Lesson without a camera');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const page = await openPhone(await openWithoutCamera(), product.address, quiet, { permissions: ['geolocation'] });
  await signIn(page, grace.email, PASSWORD);
  await startMarking(page, session.title);
  const register = page.getByRole('button', { name: 'Register this phone' });
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await register.click();
  await expect(page.getByText('The camera is blocked')).toBeVisible();
  await expect(page.getByText('let your teacher mark you by hand')).toBeVisible();
  await checkScreen(page);
  await page.context().grantPermissions([...allAllowed]);
  await register.click();
  await expect(page.getByText('This phone waits for approval')).toBeVisible({ timeout: 60_000 });
  await checkScreen(page);
  await page.context().clearPermissions();
  await page.context().grantPermissions(['geolocation']);
  const { waiting_key } = await findOnRoster(classroom.teacher, session.id, grace.name);
  await classroom.teacher(approveDeviceKey, { params: { id: waiting_key?.id ?? '' } });

  // The screen finds out by itself, and the tap that began it counts still.
  await expect(page.getByText('The camera is blocked')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('link', { name: 'Use the room code' })).toBeVisible();
  await checkScreen(page);
  await expectAttempts(classroom.admin, session.id, []);
});

test('a denied position is refused, kept and explained', async ({ grace, camera, classroom, openSession, quiet }) => {
  quiet.expect(400, '/api/session_attendance/mark');
  const session = await openSession('Lesson without a position');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const phone = grace.page.context();
  await phone.clearPermissions();
  await phone.grantPermissions(['camera']);
  await startMarking(grace.page, session.title);
  await expectResult(grace.page, 'Your position is missing');
  await expect(grace.page.getByText('Location is blocked for this site.')).toBeVisible();
  await checkScreen(grace.page);
  await expectAttempts(classroom.admin, session.id, ['No position']);
  await phone.grantPermissions([...allAllowed]);
});

test('a mark that finds no server stays on the phone and arrives when the server is back', async ({
  product,
  grace,
  camera,
  classroom,
  openSession,
  quiet,
}) => {
  test.setTimeout(180_000);
  quiet.expect('unreachable', '/api/');
  quiet.expect(503, '/api/');
  const session = await openSession('Lesson with a power cut');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const challenged = grace.page.waitForResponse('**/api/session_attendance/challenge');
  await startMarking(grace.page, session.title);
  await challenged;
  await product.stop();
  await expectResult(grace.page, 'Not sent yet, kept on this phone');
  await checkScreen(grace.page);

  await product.start();
  // The app also asks again by itself, and may be quicker than the tap.
  const sent = expectResult(grace.page, 'You are marked present');
  await Promise.race([sent, grace.page.getByRole('button', { name: 'Send now' }).click()]);
  await sent;
  await expectAttempts(classroom.admin, session.id, ['Accepted']);
  expect((await findOnRoster(classroom.teacher, session.id, grace.name)).record).toMatchObject({ state: 'confirmed' });
});

test('the app opens without a server and says so', async ({ product, grace, quiet }) => {
  quiet.expect('unreachable', '/');
  quiet.expect(503, '/api/');
  await grace.page.goto('/');
  await expect(grace.page.getByRole('heading', { level: 1 })).toBeVisible();
  await product.stop();
  await grace.page.reload();
  await expect(grace.page.getByText('No connection').first()).toBeVisible();
  await checkScreen(grace.page);
  await product.start();
  await grace.page.getByRole('button', { name: 'Try again' }).first().click();
  await expect(grace.page.getByRole('heading', { level: 1, name: 'Hello, Grace' })).toBeVisible();
});
