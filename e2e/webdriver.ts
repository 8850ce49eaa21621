import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endProcess, findFreePort } from './child-process.ts';

/** As much of a browser as the short journey needs. */
export type Driven = {
  open(url: string): Promise<void>;
  /** What an expression of the page is, as JSON. */
  read(expression: string): Promise<unknown>;
  close(): Promise<void>;
};

const START_MS = 60_000;

/** Firefox by WebDriver BiDi, which it speaks itself: https://www.w3.org/TR/webdriver-bidi/ */
export async function driveFirefox(program: string): Promise<Driven> {
  const profile = await mkdtemp(join(tmpdir(), 'hadir-firefox-'));
  // Nothing of the vendor's is fetched on the side.
  const settings = [
    'app.normandy.enabled',
    'datareporting.policy.dataSubmissionEnabled',
    'extensions.getAddons.cache.enabled',
  ];
  await writeFile(join(profile, 'user.js'), settings.map((name) => `user_pref("${name}", false);\n`).join(''));
  const port = await findFreePort();
  const child = spawn(program, ['--headless', '--no-remote', '--profile', profile, `--remote-debugging-port=${port}`], {
    stdio: 'ignore',
  });
  const socket = await connect(`ws://127.0.0.1:${port}/session`, child);
  const send = makeSender(socket);
  await send('session.new', { capabilities: {} });
  const tree = await send('browsingContext.getTree', {});
  const context = dig(tree, 'contexts', 0, 'context');
  return {
    async open(url) {
      await send('browsingContext.navigate', { context, url, wait: 'complete' });
    },
    async read(expression) {
      const answer = await send('script.evaluate', {
        expression: `JSON.stringify(${expression})`,
        target: { context },
        awaitPromise: false,
      });
      const text = dig(answer, 'result', 'value');
      return typeof text === 'string' ? JSON.parse(text) : null;
    },
    async close() {
      socket.close();
      await endProcess(child);
      await rm(profile, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** WebKitGTK by its driver, classic WebDriver: https://www.w3.org/TR/webdriver2/ */
export async function driveWebKit(program: string, browser: string | null): Promise<Driven> {
  const port = await findFreePort();
  const child = spawn(program, [`--port=${port}`], { stdio: 'ignore' });
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const { value } = Object(await answer.json());
    if (!answer.ok) throw new Error(`WebKitGTK: ${JSON.stringify(value)}`);
    return value;
  };
  await until(async () => (await fetch(`http://127.0.0.1:${port}/status`)).ok, child);
  const options = { args: ['--automation'], ...(browser ? { binary: browser } : {}) };
  const session = await call('POST', '/session', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  });
  const at = `/session/${dig(session, 'sessionId')}`;
  return {
    open: async (url) => void (await call('POST', `${at}/url`, { url })),
    read: (expression) => call('POST', `${at}/execute/sync`, { script: `return ${expression}`, args: [] }),
    async close() {
      await call('DELETE', at).catch(() => undefined);
      await endProcess(child);
    },
  };
}

async function connect(url: string, child: ChildProcess): Promise<WebSocket> {
  let socket: WebSocket | null = null;
  await until(async () => {
    const trying = new WebSocket(url);
    const isOpen = await new Promise<boolean>((resolve) => {
      trying.addEventListener('open', () => resolve(true));
      trying.addEventListener('error', () => resolve(false));
    });
    if (isOpen) socket = trying;
    return isOpen;
  }, child);
  if (socket === null) throw new Error('Firefox does not answer.');
  return socket;
}

function makeSender(socket: WebSocket) {
  let last = 0;
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  socket.addEventListener('message', ({ data }) => {
    const answer = Object(JSON.parse(String(data)));
    const asked = waiting.get(answer.id);
    waiting.delete(answer.id);
    if (answer.type === 'error') asked?.reject(new Error(`Firefox: ${answer.error} ${answer.message}`));
    else asked?.resolve(answer.result);
  });
  return (method: string, params: object): Promise<unknown> => {
    const asked = Promise.withResolvers<unknown>();
    waiting.set(++last, asked);
    socket.send(JSON.stringify({ id: last, method, params }));
    return asked.promise;
  };
}

function dig(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce<unknown>((inner, key) => Reflect.get(Object(inner), key), value);
}

async function until(isDone: () => Promise<boolean>, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_MS;
  while (!(await isDone().catch(() => false))) {
    if (Date.now() > deadline || child.exitCode !== null) throw new Error(`${child.spawnfile} did not start.`);
    await sleep(200);
  }
}
