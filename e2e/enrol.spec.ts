import { deleteFaceTemplate, getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { expect, type Page, type Request } from '@playwright/test';
import { signInAs } from './caller.ts';
import { test } from './journey.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { register } from './student.ts';

/** For somebody who does what the screen says, milliseconds. */
const MOST_MS = 20_000;
/** Five shots of two recognisers take some 20 kB; a small photograph takes more. */
const MOST_BYTES = 32_000;

/** Up to the button that starts the camera. */
async function comeToShots(page: Page): Promise<void> {
  await page.goto('/enrol');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await expect(page.getByRole('button', { name: 'Start camera' })).toBeVisible();
}

test('five shots take less than 20 seconds, and nothing but numbers leaves the phone', async ({
  product,
  camera,
  classroom,
  openPhone,
}) => {
  const page = await openPhone();
  const email = 'amani@example.org';
  await register(page, { name: 'Amani Kariuki', email, joinCode: classroom.joinCode });
  await camera.show({ kind: 'person', photograph: photographs.a.atEnrolment });
  await comeToShots(page);
  await page.waitForLoadState('networkidle');

  const sent: Request[] = [];
  const sockets: string[] = [];
  page.context().on('request', (request) => sent.push(request));
  page.on('websocket', (socket) => sockets.push(socket.url()));
  const startedAt = Date.now();
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(page.getByText('Your picture stays on this phone.')).toBeVisible();
  await expect(page.getByTestId('instruction').filter({ hasText: 'Turn your head' })).toBeVisible();
  const template = await page.waitForRequest((request) => request.url().endsWith('/api/face_template'));
  const tookMs = Date.now() - startedAt;
  await expect(page.getByText('Waiting for your teacher to confirm')).toBeVisible({ timeout: 15_000 });
  test
    .info()
    .annotations.push({ type: 'enrolment', description: `${(tookMs / 1000).toFixed(1)} s from tap to sending` });
  expect(tookMs).toBeLessThan(MOST_MS);
  await checkScreen(page);

  expect(sockets).toEqual([]);
  for (const request of sent) {
    expect(new URL(request.url()).origin).toBe(product.address);
    const body = request.postDataBuffer();
    if (body === null) continue;
    expect(request.headers()['content-type']).toContain('application/json');
    expect(body.length).toBeLessThan(MOST_BYTES);
  }
  const body = template.postDataJSON();
  expect(Object.keys(body).sort()).toEqual(['consent', 'frames', 'shots']);
  for (const shots of Object.values<number[][]>(body.shots)) {
    expect(shots.map((shot) => shot.length)).toEqual([128, 128, 128, 128, 128]);
    expect(shots.flat().every((value) => typeof value === 'number')).toBe(true);
  }
  for (const frame of body.frames) {
    expect(Object.keys(frame).sort()).toEqual(['box', 'score', 'step', 't_ms', 'yaw']);
  }
  expect(body.frames.map(({ step }: { step: string }) => step)).toEqual([
    'straight',
    'left',
    'right',
    'straight',
    'straight',
  ]);
  const caller = await signInAs(product.address, email, PASSWORD);
  expect((await caller(getFaceTemplate)).state).toBe('provisional');
  // The next one with this face is nobody's look-alike.
  await caller(deleteFaceTemplate);
});

test('who cannot be seen is told why, and that there are other ways', async ({ camera, classroom, openPhone }) => {
  test.setTimeout(120_000);
  const page = await openPhone();
  await register(page, { name: 'Bahati Njeri', email: 'bahati@example.org', joinCode: classroom.joinCode });
  await camera.show({ kind: 'two', photographs: [photographs.a.atMark, photographs.b.atMark] });
  await comeToShots(page);
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(page.getByText('Only you, please').first()).toBeVisible();
  await expect(page.getByText('The pictures did not work out')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('they can mark you by hand')).toBeVisible();
  await expect(page.getByText('You can mark without a face too')).toBeVisible();
  await checkScreen(page);
});
