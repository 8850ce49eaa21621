import { type Browser, expect, type Page } from '@playwright/test';
import { openPhone, test } from './journey.ts';
import { photographs } from './photographs.ts';
import { checkScreen } from './quiet.ts';

const row = (page: Page, part: string) => page.getByTestId(`check-${part}`);

/** What became of one part: its state, and where something is wrong, what. */
async function expectFinding(page: Page, part: string, state: string, why = ''): Promise<void> {
  await expect(row(page, part)).toHaveAttribute('data-state', state, { timeout: 60_000 });
  await expect(row(page, part)).toHaveAttribute('data-why', why === '' ? '' : `${part}.${why}`);
}

const tryAll = (page: Page) => page.getByRole('button', { name: 'Try camera, position and recognition' }).click();

test('a phone that works is told so before anybody signs in, and what support sees names nobody', async ({
  openPhone,
  camera,
}) => {
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const page = await openPhone();
  await page.goto('/sign-in');
  await page.getByRole('link', { name: 'Check this phone' }).click();
  for (const part of ['secure', 'server', 'clock', 'wasm']) await expectFinding(page, part, 'good');
  for (const part of ['camera', 'position', 'model']) await expectFinding(page, part, 'waiting');
  await checkScreen(page);
  await tryAll(page);
  for (const part of ['camera', 'position', 'model']) await expectFinding(page, part, 'good');
  // Kept by now, and in charge from the next time on.
  await page.reload();
  await expectFinding(page, 'app', 'good');
  const report = page.getByRole('region', { name: 'What was found' });
  await expect(report).toContainText('secure: ok');
  await expect(report).not.toContainText(/-?1\.29|36\.8/);
  await expect(page.getByRole('img', { name: 'The same as a code to scan' })).toBeVisible();
  expect(await page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name))).not.toContain(
    'hadir-doctor',
  );
});

test('each thing that is missing has its own words and its own way out', async ({ openPhone, quiet }) => {
  quiet.expect(404, '/models/');
  const page = await openPhone({ permissions: ['camera'] });
  // Of the context: the service worker fetches them, not the page.
  await page.context().route(/\/models\/.*\.bin/, (route) => route.fulfill({ status: 404 }));
  await page.goto('/doctor');
  await tryAll(page);
  await expectFinding(page, 'position', 'bad', 'denied');
  await expectFinding(page, 'model', 'bad', 'offline');
  await expect(row(page, 'position')).toContainText('Pull down from the top of the screen');
  await page.getByText('iPhone, iPad').click();
  await expect(row(page, 'position')).toContainText('Location Services');
  await page.getByText('Computer', { exact: true }).click();
  await expect(row(page, 'position')).toContainText('On Windows');
  await checkScreen(page);
});

test('a second recogniser that does not come is told apart from one that is not well', async ({ openPhone, quiet }) => {
  quiet.expect(404, '/models/');
  const page = await openPhone();
  await page.context().route(/\/models\/mobilefacenet/, (route) => route.fulfill({ status: 404 }));
  await page.goto('/doctor');
  await tryAll(page);
  await expectFinding(page, 'model', 'warn', 'partial');
});

test('a device that knows no position is told apart from one that may not say it', async ({ openPhone }) => {
  const page = await openPhone();
  await page.context().setGeolocation(null);
  await page.goto('/doctor');
  await tryAll(page);
  await expectFinding(page, 'position', 'bad', 'unavailable');
});

test('a denied camera is explained', async ({ product, quiet, openWithoutCamera }) => {
  const page = await openPhone(await openWithoutCamera(), product.address, quiet, { permissions: ['geolocation'] });
  await page.goto('/doctor');
  await tryAll(page);
  await expectFinding(page, 'camera', 'bad', 'denied');
  await expect(row(page, 'camera')).toContainText('Tap Permissions, then Camera, then Allow.');
});

test('a wrong clock is measured', async ({ openPhone }) => {
  const page = await openPhone();
  await page.clock.install({ time: Date.now() + 20 * 60_000 });
  await page.goto('/doctor');
  await page.clock.resume();
  await expectFinding(page, 'clock', 'bad', 'skewed');
  await expect(row(page, 'clock')).toContainText(/\+1[12]\d\d s/);
});

const broken: { name: string; part: string; state: string; why: string; spoil: () => void }[] = [
  {
    name: 'no WebAssembly',
    part: 'wasm',
    state: 'bad',
    why: 'missing',
    spoil: () => void Reflect.deleteProperty(window, 'WebAssembly'),
  },
  {
    name: 'a language of some years ago',
    part: 'wasm',
    state: 'bad',
    why: 'outdated',
    spoil: () => void Reflect.deleteProperty(Map, 'groupBy'),
  },
  {
    name: 'a processor without SIMD',
    part: 'wasm',
    state: 'warn',
    why: 'slow',
    spoil: () => void Object.assign(WebAssembly, { validate: () => false }),
  },
  {
    name: 'no canvas for workers',
    part: 'wasm',
    state: 'bad',
    why: 'no_worker',
    spoil: () => void Reflect.deleteProperty(window, 'OffscreenCanvas'),
  },
  {
    name: 'blocked site data',
    part: 'storage',
    state: 'bad',
    why: 'blocked',
    spoil: () =>
      void Object.defineProperty(window, 'localStorage', {
        get() {
          throw new DOMException('Access is denied.', 'SecurityError');
        },
      }),
  },
  {
    name: 'a full storage',
    part: 'storage',
    state: 'bad',
    why: 'full',
    spoil: () => {
      IDBObjectStore.prototype.put = () => {
        throw new DOMException('There is no room.', 'QuotaExceededError');
      };
    },
  },
  {
    name: 'hardly any storage left',
    part: 'storage',
    state: 'warn',
    why: 'little',
    spoil: () => {
      StorageManager.prototype.estimate = async () => ({ quota: 30_000_000, usage: 1_000_000 });
    },
  },
];

for (const { name, part, state, why, spoil } of broken) {
  test(`a browser with ${name} is told so`, async ({ openPhone }) => {
    const page = await openPhone();
    await page.addInitScript(spoil);
    await page.goto('/doctor');
    await expectFinding(page, part, state, why);
    await checkScreen(page);
  });
}

test('a policy that forbids WebAssembly is told apart from a browser without it', async ({ openPhone, quiet }) => {
  quiet.allow(/WebAssembly|wasm/);
  const page = await openPhone();
  await page.route('**/doctor', async (route) => {
    const answer = await route.fetch();
    const policy = answer.headers()['content-security-policy'] ?? '';
    const headers = { ...answer.headers(), 'content-security-policy': policy.replace(" 'wasm-unsafe-eval'", '') };
    await route.fulfill({ response: answer, headers });
  });
  await page.goto('/doctor');
  await expectFinding(page, 'wasm', 'bad', 'blocked');
});

test('a page without https is told that nothing else can work', async ({
  playwright,
  launchOptions,
  product,
  quiet,
}) => {
  quiet.allow(/Cross-Origin-Opener-Policy/);
  const args = [...(launchOptions.args ?? []), '--host-resolver-rules=MAP school.test 127.0.0.1'];
  const browser: Browser = await playwright.chromium.launch({ ...launchOptions, args });
  const page = await openPhone(browser, `http://school.test:${product.port}`, quiet);
  await page.goto('/doctor');
  await expectFinding(page, 'secure', 'bad', 'insecure');
  await tryAll(page);
  await expectFinding(page, 'camera', 'bad', 'insecure');
  await expectFinding(page, 'model', 'bad', 'unsupported');
  await checkScreen(page);
  await browser.close();
});

test('a server that is away is told apart from everything else', async ({ openPhone, product, quiet }) => {
  // Other pages of this run ask on, and the browser itself may look for a newer service worker just then.
  quiet.expect('unreachable', '/');
  quiet.allow(/unknown error occurred when fetching the script/);
  const page = await openPhone();
  await page.goto('/doctor');
  await expectFinding(page, 'server', 'good');
  await product.stop();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expectFinding(page, 'server', 'bad', 'unreachable');
  await expectFinding(page, 'clock', 'warn', 'unknown');
  await product.start();
  await page.getByRole('button', { name: 'Check again' }).click();
  await expectFinding(page, 'server', 'good');
});
