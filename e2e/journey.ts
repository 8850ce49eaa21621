import { join } from 'node:path';
import { type Browser, type BrowserContext, test as base, devices, type Page } from '@playwright/test';
import { type Clip, writeClip } from './clips.ts';
import { confirmFace } from './mark.ts';
import { photographs } from './photographs.ts';
import { type Product, startProduct } from './product.ts';
import { Quiet } from './quiet.ts';
import { makeRandom } from './random.ts';
import { CAMPUS, type Classroom, type ClassSession, makeClassroom } from './school.ts';
import { enrolFace, register } from './student.ts';

/** What the fake camera shows from the next time it is opened. */
export type Camera = { show(clip: Clip): Promise<void> };

type PhoneOptions = {
  permissions?: readonly string[];
  position?: { latitude: number; longitude: number };
  /** Without one every request can be held up by the test. */
  serviceWorkers?: 'block';
};

export type Student = { page: Page; name: string; email: string };

type PerWorker = {
  product: Product;
  camera: Camera;
  classroom: Classroom;
  quiet: Quiet;
  /** Grace has face A. She has registered and enrolled on this phone, and the teacher has confirmed her face. */
  grace: Student;
  /** Leila has face B. Nobody has confirmed her face yet. */
  leila: Student;
};
type PerTest = {
  /** A phone of its own: nothing is stored on it yet, nobody is signed in. */
  openPhone(options?: PhoneOptions): Promise<Page>;
  openLaptop(): Promise<Page>;
  /** A browser that asks before it gives the camera away; the other one says yes to everybody. */
  openWithoutCamera(): Promise<Browser>;
  /** Open while the test runs, closed at its end, so that one session at a time is open. */
  openSession(title: string): Promise<ClassSession>;
  staysQuiet: undefined;
};

export const allAllowed = ['camera', 'geolocation'] as const;

export const test = base.extend<PerTest, PerWorker>({
  product: [
    async ({}, use) => {
      const product = await startProduct();
      await use(product);
      await product.remove();
    },
    { scope: 'worker', timeout: 300_000 },
  ],
  camera: [
    async ({}, use) => {
      const seed = Number(process.env.E2E_SEED);
      console.log(`Clips are made from E2E_SEED=${seed}`);
      const random = makeRandom(seed);
      const file = join(process.env.E2E_FOLDER ?? '', 'camera.mjpeg');
      await writeClip(file, { kind: 'empty_room' }, random);
      await use({ show: (clip) => writeClip(file, clip, random) });
    },
    { scope: 'worker' },
  ],
  classroom: [async ({ product }, use) => use(await makeClassroom(product)), { scope: 'worker' }],
  quiet: [async ({}, use) => use(new Quiet()), { scope: 'worker' }],
  grace: [
    async ({ browser, product, camera, classroom, quiet }, use) => {
      const page = await openPhone(browser, product.address, quiet);
      const grace = { page, name: 'Grace Achieng', email: 'grace@example.org' };
      await camera.show({ kind: 'person', photograph: photographs.a.atEnrolment });
      await becomeStudent(grace, classroom);
      await confirmFace(classroom, grace.name);
      await use(grace);
      await page.context().close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  leila: [
    async ({ browser, product, camera, classroom, quiet }, use) => {
      const page = await openPhone(browser, product.address, quiet);
      const leila = { page, name: 'Leila Hassan', email: 'leila@example.org' };
      await camera.show({ kind: 'person', photograph: photographs.b.atEnrolment });
      await becomeStudent(leila, classroom);
      await use(leila);
      await page.context().close();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  openPhone: async ({ browser, product, quiet }, use) => {
    const phones: BrowserContext[] = [];
    await use(async (options = {}) => {
      const page = await openPhone(browser, product.address, quiet, options);
      phones.push(page.context());
      return page;
    });
    for (const phone of phones) await phone.close();
  },
  openLaptop: async ({ browser, product, quiet }, use) => {
    const laptops: BrowserContext[] = [];
    await use(async () => {
      const context = await browser.newContext({ baseURL: product.address, viewport: { width: 1440, height: 900 } });
      quiet.watch(context);
      laptops.push(context);
      return await context.newPage();
    });
    for (const laptop of laptops) await laptop.close();
  },
  openWithoutCamera: async ({ playwright, launchOptions }, use) => {
    const opened: Browser[] = [];
    await use(async () => {
      const args = (launchOptions.args ?? []).filter((arg) => arg !== '--use-fake-ui-for-media-stream');
      const asking = await playwright.chromium.launch({ ...launchOptions, args });
      opened.push(asking);
      return asking;
    });
    for (const asking of opened) await asking.close();
  },
  openSession: async ({ classroom }, use) => {
    const opened: string[] = [];
    await use(async (title) => {
      const session = await classroom.openSession(title);
      opened.push(session.id);
      return session;
    });
    for (const id of opened) await classroom.closeSession(id);
  },
  staysQuiet: [
    async ({ quiet }, use) => {
      await use(undefined);
      quiet.settle();
    },
    { auto: true },
  ],
});

async function becomeStudent({ page, name, email }: Student, classroom: Classroom): Promise<void> {
  await register(page, { name, email, joinCode: classroom.joinCode });
  await classroom.enrol(email);
  await enrolFace(page);
}

/** A phone that somebody holds at the campus; what is not permitted is denied, not asked. */
export async function openPhone(
  browser: Browser,
  address: string,
  quiet: Quiet,
  { permissions = allAllowed, position = CAMPUS, serviceWorkers = undefined }: PhoneOptions = {},
): Promise<Page> {
  const { defaultBrowserType: _, ...pixel } = devices['Pixel 7'];
  const context = await browser.newContext({
    ...pixel,
    ...(serviceWorkers && { serviceWorkers }),
    baseURL: address,
    permissions: [...permissions],
    geolocation: { ...position, accuracy: 12 },
  });
  quiet.watch(context);
  return await context.newPage();
}
