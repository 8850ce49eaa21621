/**
 * Firefox and WebKitGTK, where they are installed: the app starts, signs in and shows the history. Says `skipped` of each
 * that is not there, and ends with the line `N passed, N failed, N skipped`.
 */
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { changeRecord } from '@hadir/contract/sessions.ts';
import { register } from '@hadir/contract/sign-in.ts';
import { openCaller } from './caller.ts';
import { type Product, startProduct } from './product.ts';
import { makeClassroom, PASSWORD } from './school.ts';
import { type Driven, driveFirefox, driveWebKit } from './webdriver.ts';

const WAIT_MS = 60_000;
const who = { name: 'Zainab Omar', email: 'zainab@example.org' };
const lesson = 'Lesson seen from elsewhere';

const firefox = find(process.env.FIREFOX_PATH, ['firefox-esr', 'firefox']);
const webkit = find(process.env.WEBKIT_DRIVER_PATH, ['WebKitWebDriver']);
const browsers = [
  { name: 'Firefox', needs: 'firefox-esr', start: firefox && (() => driveFirefox(firefox)) },
  {
    name: 'WebKitGTK',
    needs: 'webkit2gtk-driver and a screen (xvfb)',
    start: webkit && process.env.DISPLAY && (() => driveWebKit(webkit, process.env.WEBKIT_PATH ?? null)),
  },
];

const count = { passed: 0, failed: 0, skipped: 0 };
const present = browsers.filter(({ start }) => start);
const product = present.length > 0 ? await prepare() : null;
for (const { name, needs, start } of browsers) {
  if (!start || !product) {
    count.skipped++;
    console.log(`skipped: ${name} is not here; on Debian: apt-get install ${needs}`);
    continue;
  }
  try {
    await tell(name, start, product);
    count.passed++;
  } catch (error) {
    count.failed++;
    console.log(`failed: ${name}: ${error instanceof Error ? error.message : error}`);
  }
}
await product?.remove();
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`);
process.exitCode = count.failed > 0 ? 1 : 0;

async function prepare(): Promise<Product> {
  const started = await startProduct();
  const classroom = await makeClassroom(started);
  const student = await openCaller(started.address);
  await student(register, { body: { join_code: classroom.joinCode, ...who, password: PASSWORD } });
  await classroom.enrol(who.email);
  const session = await classroom.openSession(lesson);
  const params = { id: session.id, student_id: await classroom.findPerson(who.name) };
  await classroom.teacher(changeRecord, { params, body: { status: 'present', reason: 'Seen in the room' } });
  return started;
}

async function tell(name: string, start: () => Promise<Driven>, { address }: Product): Promise<void> {
  const startedAt = Date.now();
  const browser = await start();
  try {
    await browser.open(`${address}/sign-in`);
    await until(browser, "document.querySelector('input[type=password]') !== null", 'the sign-in');
    await fill(browser, 'input[name=email]', who.email);
    await fill(browser, 'input[name=password]', PASSWORD);
    await browser.read("document.querySelector('form button[type=submit]').click() ?? true");
    await until(browser, "document.querySelector('h1')?.textContent.includes('Zainab') === true", 'the start');
    await browser.open(`${address}/history`);
    await until(browser, `document.body.textContent.includes(${JSON.stringify(lesson)})`, 'the history');
    console.log(`passed: ${name} starts, signs in and shows the history (${Date.now() - startedAt} ms)`);
  } finally {
    await browser.close();
  }
}

/** As typing does it: React reads the value when it hears of it. */
async function fill(browser: Driven, selector: string, value: string): Promise<void> {
  await browser.read(`(() => {
    const input = document.querySelector(${JSON.stringify(selector)});
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(input, ${JSON.stringify(value)});
    return input.dispatchEvent(new Event('input', { bubbles: true }));
  })()`);
}

async function until(browser: Driven, expression: string, what: string): Promise<void> {
  const deadline = Date.now() + WAIT_MS;
  while ((await browser.read(expression).catch(() => false)) !== true) {
    if (Date.now() > deadline) {
      const seen = await browser.read('document.body.innerText.slice(0, 300)').catch(() => 'nothing');
      throw new Error(`${what} does not come. Seen: ${seen}`);
    }
    await sleep(250);
  }
}

function find(given: string | undefined, names: readonly string[]): string | null {
  if (given) return given;
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path)) ?? null;
}
