import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { test } from './journey.ts';
import { PASSWORD } from './school.ts';
import { register } from './student.ts';

const FIRST = ['tiny_face_detector_model.bin', 'face_landmark_68_model.bin', 'face_recognition_model.bin'];
const SECOND = ['mobilefacenet.bin', 'mobilefacenet.json', 'mobilefacenet_projection.bin'];

/** Names and contents of the models this browser has kept. */
function readKept(page: Page): Promise<Record<string, string>> {
  return page.evaluate(async () => {
    const cache = await caches.open('models');
    const kept: Record<string, string> = {};
    for (const request of await cache.keys()) {
      const bytes = await (await cache.match(request))?.arrayBuffer();
      const digest = await crypto.subtle.digest('SHA-256', bytes ?? new ArrayBuffer(0));
      const name = new URL(request.url).pathname.replace('/models/', '');
      kept[name] = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
    }
    return kept;
  });
}

test('the models load while a student registers, are kept, and a spoilt copy is fetched anew', async ({
  openPhone,
  classroom,
  product,
}) => {
  const page = await openPhone();
  await page.goto('/register');
  // Nobody has signed in yet.
  await expect
    .poll(async () => Object.keys(await readKept(page)), { timeout: 30_000 })
    .toEqual(expect.arrayContaining(FIRST));
  await expect
    .poll(async () => Object.keys(await readKept(page)), { timeout: 30_000 })
    .toEqual(expect.arrayContaining(SECOND));
  const wanted = await readKept(page);
  const manifest = await (await fetch(`${product.address}/models/manifest.json`)).json();
  for (const [name, sha256] of Object.entries(wanted)) expect(sha256, name).toBe(manifest.files[name].sha256);

  await register(page, { name: 'Asha Nyambura', email: 'asha@example.org', joinCode: classroom.joinCode });
  const spoilt = 'face_landmark_68_model.bin';
  await page.evaluate(async (name) => {
    const cache = await caches.open('models');
    const [request] = (await cache.keys()).filter(({ url }) => url.includes(name));
    if (request) await cache.put(request, new Response('not the weights'));
  }, spoilt);
  expect((await readKept(page))[spoilt]).toBe(createHash('sha256').update('not the weights').digest('hex'));
  await page.reload();
  await expect.poll(async () => (await readKept(page))[spoilt], { timeout: 30_000 }).toBe(wanted[spoilt]);
});

test('a first visit says how much of the models has come', async ({ openPhone, classroom }) => {
  const page = await openPhone({ serviceWorkers: 'block' });
  await register(page, { name: 'Musa Kimani', email: 'musa@example.org', joinCode: classroom.joinCode });
  const held = Promise.withResolvers<void>();
  await page.route('**/models/face_recognition_model.bin*', async (route) => {
    await held.promise;
    await route.continue();
  });
  await page.goto('/enrol');
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await page.getByRole('button', { name: 'Start camera' }).click();
  const instruction = page.getByTestId('instruction');
  await expect(instruction).toHaveText('Loading face recognition: 0.4 of 4.3 MB');
  held.resolve();
  await expect(instruction).not.toHaveText(/MB/, { timeout: 30_000 });
});
