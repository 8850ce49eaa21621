import { expect } from '@playwright/test';
import { expectLive, readCamera, turnPage, watchCamera } from './camera-watch.ts';
import { openPhone as openPhoneIn, test } from './journey.ts';
import { expectResult, startMarking } from './mark.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { register } from './student.ts';

test('no screen asks for the camera before a tap, and one stream at a time is all there is', async ({
  grace: { page },
  camera,
  openSession,
}) => {
  const session = await openSession('One camera');
  await camera.show({ kind: 'empty_room' });
  await watchCamera(page);
  for (const path of ['/', '/enrol', `/room-code/${session.id}`, `/mark/${session.id}`]) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await page.waitForLoadState('networkidle');
    expect(await readCamera(page), path).toMatchObject({ calls: 0, live: 0 });
  }
  const start = page.getByRole('button', { name: 'Start camera' });
  await start.dblclick();
  await expectLive(page, 1);
  expect(await readCamera(page)).toMatchObject({ calls: 1, untapped: 0 });
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expectLive(page, 0);
  await start.click();
  await expectLive(page, 1);
  await page.getByRole('link', { name: 'Room code' }).click();
  await expectLive(page, 0);
  await page.getByRole('button', { name: 'Scan the code' }).click();
  await expectLive(page, 1);
  await page.goBack();
  await expectLive(page, 0);
  const { mostLive, calls, untapped } = await readCamera(page);
  expect({ mostLive, calls, untapped }).toEqual({ mostLive: 1, calls: 3, untapped: 0 });
});

test('behind another app the camera sees nothing, and goes on by itself when the app is back', async ({
  grace: { page },
  camera,
  openSession,
}) => {
  const session = await openSession('A message arrives');
  await camera.show({ kind: 'empty_room' });
  await watchCamera(page);
  await startMarking(page, session.title);
  await expect(page.getByTestId('instruction')).toHaveText('Bring your face into the ring');
  await turnPage(page, 'hidden');
  expect(await readCamera(page)).toMatchObject({ calls: 1, live: 1, dark: 1 });
  // Longer than a capture lasts: its time stands still.
  await page.waitForTimeout(16_000);
  await turnPage(page, 'visible');
  expect(await readCamera(page)).toMatchObject({ calls: 1, live: 1, dark: 0 });
  await expect(page.getByTestId('instruction')).toHaveText('Bring your face into the ring');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expectLive(page, 0);
});

test('a denied camera is asked for again by a tap alone', async ({ product, classroom, quiet, openWithoutCamera }) => {
  const page = await openPhoneIn(await openWithoutCamera(), product.address, quiet, { permissions: ['geolocation'] });
  await watchCamera(page);
  await register(page, { name: 'Chausiku Mwangi', email: 'chausiku@example.org', joinCode: classroom.joinCode });
  await page.goto('/enrol');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(page.getByText('The camera is blocked')).toBeVisible();
  await page.waitForTimeout(2_000);
  expect(await readCamera(page)).toMatchObject({ calls: 1, live: 0 });
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.poll(async () => (await readCamera(page)).calls).toBe(2);
  await expect(page.getByText('The camera is blocked')).toBeVisible();
  await checkScreen(page);
});

test('who has two cameras chooses one, and it stays chosen', async ({
  product,
  classroom,
  quiet,
  playwright,
  launchOptions,
}) => {
  const args = (launchOptions.args ?? []).filter((arg) => !/use-file-for-fake|use-fake-device/.test(arg));
  const browser = await playwright.chromium.launch({
    ...launchOptions,
    args: [...args, '--use-fake-device-for-media-stream=device-count=2'],
  });
  const page = await openPhoneIn(browser, product.address, quiet);
  await watchCamera(page);
  await register(page, { name: 'Dalila Atieno', email: 'dalila@example.org', joinCode: classroom.joinCode });
  await page.goto('/enrol');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  const choice = page.getByRole('combobox', { name: 'Camera' });
  await expect(choice.getByRole('option')).toHaveCount(2);
  const front = await choice.inputValue();
  const other = await choice
    .getByRole('option')
    .evaluateAll(
      (options, current) => options.map((option) => option.getAttribute('value')).find((value) => value !== current),
      front,
    );
  await choice.selectOption(other ?? '');
  await expect.poll(async () => (await readCamera(page)).calls).toBe(2);
  await expectLive(page, 1);
  await expect(choice).toHaveValue(other ?? '');
  const { wanted, mostLive } = await readCamera(page);
  expect(wanted[0]).toContain('"facingMode":"user"');
  expect(wanted[1]).toContain(other);
  expect(mostLive).toBe(1);
  await checkScreen(page);

  await page.getByRole('button', { name: 'Cancel' }).click();
  await expectLive(page, 0);
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(choice).toHaveValue(other ?? '');
  await browser.close();
});

test('a mark leaves no camera running', async ({ grace: { page }, camera, openSession }) => {
  const session = await openSession('Camera off');
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  await watchCamera(page);
  await startMarking(page, session.title);
  await expectResult(page, 'You are marked present');
  expect(await readCamera(page)).toMatchObject({ calls: 1, mostLive: 1, live: 0 });
});
