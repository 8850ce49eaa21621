import { expect, type Page } from '@playwright/test';
import { openPhone as openPhoneAt, test } from './journey.ts';
import { expectLanguage, speak } from './look.ts';
import { openProxy } from './proxy.ts';
import { checkScreen } from './quiet.ts';
import { PASSWORD } from './school.ts';
import { register, signIn } from './student.ts';

/** Until the app is kept on the phone and its service worker is in charge of the page. */
async function waitUntilKept(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
}

/** Everything this browser stores for the site, as one text, and the names of what holds it. */
function readStores(page: Page) {
  return page.evaluate(async () => {
    const dump: unknown[] = [];
    const databases = (await indexedDB.databases()).flatMap(({ name }) => name ?? []);
    for (const name of databases) {
      const db = await new Promise<IDBDatabase>((resolve) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
      });
      for (const store of db.objectStoreNames) {
        const reading = db.transaction(store).objectStore(store).getAll();
        dump.push(
          await new Promise((resolve) => {
            reading.onsuccess = () => resolve(reading.result);
          }),
        );
      }
      db.close();
    }
    const cached: string[] = [];
    for (const name of await caches.keys()) {
      for (const { url } of await (await caches.open(name)).keys()) cached.push(new URL(url).pathname);
    }
    const texts = { ...localStorage };
    return {
      databases,
      texts: Object.keys(texts).sort(),
      session: Object.keys(sessionStorage),
      cached,
      all: JSON.stringify([dump, texts, { ...sessionStorage }]),
    };
  });
}

test('an address inside the app opens without a network and says what is missing', async ({ openPhone, quiet }) => {
  quiet.expect('unreachable', '/');
  const page = await openPhone();
  await page.goto('/sign-in');
  await waitUntilKept(page);
  await page.context().setOffline(true);
  await page.goto('/history');
  await expect(page.getByRole('heading', { level: 1, name: 'No connection' })).toBeVisible();
  await checkScreen(page);
  await page.goto('/there/is/no/such/page');
  await expect(page.getByRole('heading', { level: 1, name: 'Page not found' })).toBeVisible();
  await page.goto('/doctor');
  await expect(page.getByTestId('check-server')).toHaveAttribute('data-why', 'server.unreachable');
  await expect(page.getByTestId('check-app')).toHaveAttribute('data-state', 'good');
  await page.context().setOffline(false);
  await page.goto('/history');
  await expect(page).toHaveURL(/sign-in\?next=%2Fhistory/);
});

test('what only staff need is not kept on a phone before somebody comes to it', async ({ openPhone, classroom }) => {
  const page = await openPhone();
  await page.goto('/sign-in');
  await waitUntilKept(page);
  const { cached } = await readStores(page);
  const kept = (screen: string) => cached.some((path) => path.startsWith(`/assets/${screen}-`));
  for (const screen of ['home-page', 'check-in-page', 'offline-start', 'history-page', 'doctor-page', 'face-client'])
    expect(kept(screen), screen).toBe(true);
  for (const screen of ['calibration-page', 'phone-graph-page', 'session-page', 'people-page'])
    expect(kept(screen), screen).toBe(false);
  await signIn(page, classroom.teacherSignIn.email, classroom.teacherSignIn.password);
  await page.goto('/people');
  await expect(page.getByRole('heading', { level: 1, name: 'People' })).toBeVisible();
  expect((await readStores(page)).cached.some((path) => path.startsWith('/assets/people-page-'))).toBe(true);
});

const noConnection = { id: 'Tidak ada koneksi', sw: 'Hakuna mtandao', ar: 'لا يوجد اتصال' } as const;

for (const language of ['id', 'sw', 'ar'] as const) {
  test(`the app opens without a network in ${language}, after one visit and as a student chose it`, async ({
    openPhone,
    classroom,
    quiet,
  }) => {
    quiet.expect('unreachable', '/');
    const page = await openPhone();
    await page.addInitScript((device) => {
      Object.defineProperty(navigator, 'languages', { get: () => [device] });
    }, language);
    await page.goto('/sign-in');
    await expectLanguage(page, language);
    await waitUntilKept(page);
    await expect.poll(async () => (await readStores(page)).cached.join(' ')).toContain(`/words-${language}-all-`);
    await expectOffline(page, language);

    // Another phone, in English, of somebody who does not want it so.
    const chosen = await openPhone();
    const student = { name: 'Imani Otieno', email: `imani.${language}@example.org` };
    await register(chosen, { ...student, joinCode: classroom.joinCode });
    await waitUntilKept(chosen);
    await speak(chosen, language);
    await expectOffline(chosen, language);
  });
}

async function expectOffline(page: Page, language: keyof typeof noConnection): Promise<void> {
  await page.context().setOffline(true);
  await page.goto('/');
  await expectLanguage(page, language);
  await expect(page.getByRole('heading', { level: 1, name: noConnection[language] })).toBeVisible();
  await page.context().setOffline(false);
}

test('the app can be installed, and says so without pushing', async ({ openPhone, grace }) => {
  const page = await openPhone();
  await page.goto('/sign-in');
  await waitUntilKept(page);
  const session = await page.context().newCDPSession(page);
  const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
  // A window that leaves no traces installs nothing; all else would be ours.
  expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
  const manifest = await (await page.request.get('/manifest.webmanifest')).json();
  expect(manifest).toMatchObject({ id: '/', start_url: '/', display: 'standalone', name: 'Hadir' });
  expect(manifest.icons.map(({ purpose }: { purpose?: string }) => purpose)).toContain('maskable');
  expect(manifest.shortcuts[0]).toMatchObject({ name: 'Mark attendance', url: '/mark' });
  for (const { src } of [
    ...manifest.icons,
    ...manifest.shortcuts.flatMap((each: { icons: unknown[] }) => each.icons),
  ]) {
    expect((await page.request.get(src)).headers()['content-type']).toMatch(/^image\//);
  }
  await grace.page.goto('/');
  await grace.page.getByRole('link', { name: 'Install Hadir on this device' }).click();
  await expect(grace.page.getByText('Choose Install app, or Add to home screen.')).toBeVisible();
  await checkScreen(grace.page);
  await grace.page.evaluate(() => {
    const event = Object.assign(new Event('beforeinstallprompt', { cancelable: true }), {
      prompt: async () => undefined,
      userChoice: Promise.resolve({ outcome: 'accepted' }),
    });
    dispatchEvent(event);
  });
  await grace.page.getByRole('button', { name: 'Install now' }).click();
  await expect(grace.page.getByText('Hadir is installed on this device.')).toBeVisible();
});

test('the shortcut leads to the class session that is open', async ({ grace, openSession }) => {
  const { page } = grace;
  await page.goto('/mark');
  await expect(page).toHaveURL((url) => url.pathname === '/');
  const session = await openSession('Lesson by a shortcut');
  await page.goto('/mark');
  await expect(page).toHaveURL(new RegExp(`/mark/${session.id}$`));
  // No camera without a tap of the person.
  await expect(page.getByRole('button', { name: 'Start' })).toBeVisible();
});

test('a new version waits while the camera looks, is asked for, and then is the one that runs', async ({
  browser,
  product,
  classroom,
  camera,
  quiet,
}) => {
  const proxy = await openProxy(product.port);
  const page = await openPhoneAt(browser, proxy.address, quiet);
  await register(page, { name: 'Rehema Otieno', email: 'rehema@example.org', joinCode: classroom.joinCode });
  await page.goto('/enrol');
  await waitUntilKept(page);
  await page.getByRole('checkbox', { name: 'I have read this and I agree' }).check();
  await page.getByRole('button', { name: 'Agree and go on' }).click();
  await page.getByLabel('Your password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Register this phone' }).click();
  await camera.show({ kind: 'empty_room' });
  await page.getByRole('button', { name: 'Start camera' }).click();
  await expect(page.getByTestId('instruction')).toContainText('Bring your face', { timeout: 60_000 });

  proxy.releaseNewVersion();
  await page.evaluate(async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    await registration?.update();
  });
  await page.waitForFunction(async () => (await navigator.serviceWorker.getRegistration())?.waiting != null);
  const prompt = page.getByText('A new version is ready');
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible();
  await expect(prompt).toBeHidden();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await expect(prompt).toBeVisible();
  const loaded = page.waitForEvent('load');
  await page.getByRole('button', { name: 'Update now' }).click();
  await loaded;
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.waiting ?? null),
  ).toBeNull();
  const running = page.context().serviceWorkers().at(-1);
  expect(running?.url()).toBe(`${proxy.address}/sw.js`);
  await expect(prompt).toBeHidden();
  await page.context().close();
  await proxy.close();
});

test('a version that the server does not talk to any more updates itself', async ({ openPhone, quiet }) => {
  quiet.expect(426, '/api/');
  const page = await openPhone();
  await page.goto('/sign-in');
  await waitUntilKept(page);
  await page.route('**/api/**', (route) =>
    route.continue({ headers: { ...route.request().headers(), 'x-client-version': '0.0.9' } }),
  );
  await page.reload();
  const tooOld = page.getByRole('dialog', { name: 'This version is too old' });
  await expect(tooOld).toBeVisible();
  await expect(tooOld).toContainText('Update, and go on where you were.');
  await checkScreen(page);
  await page.keyboard.press('Escape');
  await expect(tooOld).toBeVisible();
  await tooOld.getByRole('button', { name: 'Update now' }).click();
  await expect(tooOld).toContainText('The new version did not arrive.');
  await page.unrouteAll();
  await tooOld.getByRole('button', { name: 'Update now' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();
});

test('of two people on one phone the second finds nothing of the first', async ({ openPhone, classroom }) => {
  const first = { name: 'Amina Wekesa', email: 'amina.wekesa@example.org' };
  const second = { name: 'Baraka Njeri', email: 'baraka.njeri@example.org' };
  const page = await openPhone();
  await register(page, { ...first, joinCode: classroom.joinCode });
  await classroom.enrol(first.email);
  await page.goto('/history');
  await page.goto('/account');
  await expect(page.getByText(first.email)).toBeVisible();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in' })).toBeVisible();

  const left = await readStores(page);
  expect(['hadir.device-id', 'hadir.registered'], 'names of texts').toEqual(expect.arrayContaining(left.texts));
  expect(['hadir-keys', 'hadir-outbox'], 'names of databases').toEqual(expect.arrayContaining(left.databases));
  expect(left.session).toEqual([]);
  expect(left.cached.filter((path) => path.startsWith('/api'))).toEqual([]);
  for (const word of [first.name, first.email, 'Amina']) expect(left.all).not.toContain(word);
  expect(page.url()).not.toContain('next');

  await register(page, { ...second, joinCode: classroom.joinCode });
  await expect(page.getByRole('heading', { level: 1, name: 'Hello, Baraka' })).toBeVisible();
  for (const path of ['/', '/history', '/account']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.getByText('Amina')).toHaveCount(0);
  }
});

test('all windows of a browser show one person: who leaves one leaves all, who takes over takes all', async ({
  openPhone,
  classroom,
  quiet,
}) => {
  quiet.expect(401, '/api/');
  const first = { name: 'Cheptoo Bii', email: 'cheptoo@example.org' };
  const second = { name: 'Daudi Mwangi', email: 'daudi@example.org' };
  const one = await openPhone();
  await register(one, { ...first, joinCode: classroom.joinCode });
  const other = await one.context().newPage();
  await other.goto('/');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, Cheptoo' })).toBeVisible();
  await one.goto('/account');
  await one.getByRole('button', { name: 'Sign out' }).click();
  await expect(one).toHaveURL(/sign-in/);
  await expect(other).toHaveURL(/sign-in/);
  await register(one, { ...second, joinCode: classroom.joinCode });
  await signIn(other, second.email, PASSWORD).catch(() => undefined); // it may have gone in by itself
  await other.goto('/');
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, Daudi' })).toBeVisible();

  // Their time runs out unnoticed, and another person signs in at the place where the first was.
  await expect(async () => {
    // An answer that is on its way to the other window brings the cookie back.
    await one.context().clearCookies();
    await one.goto('/history');
    await expect(one).toHaveURL(/next=%2Fhistory/, { timeout: 5000 });
  }).toPass({ timeout: 40_000 });
  await signIn(one, first.email, PASSWORD);
  await expect(one.getByRole('heading', { level: 1, name: 'Hello, Cheptoo' })).toBeVisible();
  await expect(other.getByRole('heading', { level: 1, name: 'Hello, Cheptoo' })).toBeVisible();
});
