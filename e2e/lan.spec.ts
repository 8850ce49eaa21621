import { createHash, X509Certificate } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type Browser, expect } from '@playwright/test';
import { test as journey, openPhone } from './journey.ts';
import { photographs } from './photographs.ts';
import { type Product, startProduct } from './product.ts';
import { checkScreen } from './quiet.ts';
import { signIn } from './student.ts';

/** `npm start -- --lan`, on loopback only so that no test is seen in a network; `school.local` leads there. */
const test = journey.extend<object, { lan: Product; openBrowser: (trusted: boolean) => Promise<Browser> }>({
  lan: [
    async ({}, use) => {
      const lan = await startProduct((port) => ({ LAN: '1', PUBLIC_URL: `https://school.local:${port}` }));
      await use(lan);
      await lan.remove();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  openBrowser: [
    async ({ playwright, launchOptions, lan }, use) => {
      const opened: Browser[] = [];
      const pem = await readFile(join(lan.dataFolder, 'tls', 'server.pem'), 'utf8');
      const spki = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))).publicKey.export({
        type: 'spki',
        format: 'der',
      });
      await use(async (trusted) => {
        const trust = `--ignore-certificate-errors-spki-list=${createHash('sha256').update(spki).digest('base64')}`;
        const args = [
          ...(launchOptions.args ?? []),
          '--host-resolver-rules=MAP school.local 127.0.0.1',
          ...(trusted ? [trust] : []),
        ];
        const browser = await playwright.chromium.launch({ ...launchOptions, args });
        opened.push(browser);
        return browser;
      });
      for (const browser of opened) await browser.close();
    },
    { scope: 'worker' },
  ],
});

const addressOf = ({ port }: Product, scheme = 'https') => `${scheme}://school.local:${port}`;

test('the start prints where phones begin, a code to scan and the fingerprint', async ({ lan }) => {
  const said = lan.said.join('\n');
  expect(said).toContain(`Hadir is at ${addressOf(lan)}`);
  expect(said).toContain(`Phones in this network begin at ${addressOf(lan, 'http')}`);
  expect(said).toMatch(/█▀|▄█/);
  const pem = await readFile(join(lan.dataFolder, 'tls', 'authority.pem'), 'utf8');
  const authority = new X509Certificate(pem.slice(pem.indexOf('-----BEGIN CERTIFICATE')));
  expect(said).toContain(authority.fingerprint256);
  for (const file of ['authority.pem', 'server.pem']) {
    expect((await stat(join(lan.dataFolder, 'tls', file))).mode & 0o077).toBe(0);
  }
});

test('over plain http there is the guide and the certificate, and nobody can sign in', async ({
  lan,
  openBrowser,
  quiet,
}) => {
  quiet.expect(404, '/api/');
  const page = await openPhone(await openBrowser(false), addressOf(lan, 'http'), quiet);
  await page.goto('/');
  await expect(page).toHaveURL(/\/trust$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Trust this server' })).toBeVisible();
  await expect(page.getByText('Choose CA certificate, then Install anyway.')).toBeVisible();
  await page.getByText('iPhone, iPad').click();
  await expect(page.getByText('Certificate Trust Settings')).toBeVisible();
  await checkScreen(page);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Get the certificate' }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe('hadir-ca.crt');
  expect(new X509Certificate(await readFile(await download.path())).ca).toBe(true);
  await page.goto('/sign-in');
  await expect(page).toHaveURL(/\/trust$/);
  await page.context().close();
});

test('a phone that trusts the authority signs in, keeps the app and opens it without a network', async ({
  lan,
  openBrowser,
  quiet,
}) => {
  quiet.expect('unreachable', '/');
  const page = await openPhone(await openBrowser(true), addressOf(lan), quiet);
  const student = lan.signIns.find(({ role }) => role === 'student');
  await signIn(page, student?.email ?? '', student?.password ?? '');
  const [cookie] = await page.context().cookies();
  expect(cookie).toMatchObject({ name: '__Host-hadir', secure: true, httpOnly: true });
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await page.goto('/doctor');
  await expect(page.getByTestId('check-secure')).toHaveAttribute('data-state', 'good');
  await expect(page.getByTestId('check-app')).toHaveAttribute('data-state', 'good');
  const answer = await page.request.get('/health', { ignoreHTTPSErrors: true }).catch(() => null);
  expect(answer?.headers()['strict-transport-security']).toBeUndefined();
  await page.context().setOffline(true);
  await page.goto('/history');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.context().close();
});

test('a phone that goes on past the warning has the camera, and the check says why it has nothing offline', async ({
  lan,
  openBrowser,
  camera,
  quiet,
}) => {
  quiet.allow(/SSL certificate error|certificate/i);
  await camera.show({ kind: 'person', photograph: photographs.a.atMark });
  const browser = await openBrowser(false);
  const page = await openPhone(browser, addressOf(lan), quiet);
  await expect(page.goto('/')).rejects.toThrow(/ERR_CERT_AUTHORITY_INVALID/);
  await page.context().close();
  const context = await browser.newContext({
    baseURL: addressOf(lan),
    ignoreHTTPSErrors: true,
    permissions: ['camera', 'geolocation'],
    geolocation: { latitude: -1.3, longitude: 36.8 },
  });
  const past = await context.newPage();
  await past.goto('/doctor');
  await past.getByRole('button', { name: 'Try camera, position and recognition' }).click();
  await expect(past.getByTestId('check-camera')).toHaveAttribute('data-state', 'good', { timeout: 30_000 });
  await expect(past.getByTestId('check-app')).toHaveAttribute('data-why', 'app.untrusted');
  await past.getByRole('link', { name: 'How to trust it' }).click();
  await expect(past.getByRole('button', { name: 'Get the certificate' })).toBeVisible();
  await context.close();
});
