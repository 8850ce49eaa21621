import { afterEach, describe, expect, it, vi } from 'vitest';
import { startFace, type WorkerPort } from './face-client.ts';
import { SLEEP_MS } from './sleep-when-hidden.ts';
import type { Frame, Tracking } from './tracking.ts';
import type { FromWorker, ToWorker } from './worker-messages.ts';

class FakeWorker extends EventTarget implements WorkerPort {
  readonly sent: ToWorker[] = [];
  isTerminated = false;

  postMessage(message: ToWorker): void {
    this.sent.push(message);
  }

  terminate(): void {
    this.isTerminated = true;
  }

  say(message: FromWorker): void {
    this.dispatchEvent(new MessageEvent('message', { data: message }));
  }

  /** The id of the last picture that came. */
  get lastId(): number {
    const last = this.sent.at(-1);
    if (!last || !('id' in last)) throw new Error('no picture came');
    return last.id;
  }
}

class Page extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';

  turn(state: DocumentVisibilityState): void {
    this.visibilityState = state;
    this.dispatchEvent(new Event('visibilitychange'));
  }
}

function makeFrame() {
  return { width: 640, height: 480, close: vi.fn<() => void>() } satisfies Frame;
}

function start(onProgress = vi.fn()) {
  const workers: FakeWorker[] = [];
  const page = new Page();
  const client = startFace({
    onProgress,
    page,
    startWorker: () => {
      const worker = new FakeWorker();
      workers.push(worker);
      return worker;
    },
  });
  const getWorker = () => {
    const worker = workers.at(-1);
    if (!worker) throw new Error('no worker was started');
    return worker;
  };
  return { client, page, workers, getWorker, onProgress };
}

const nobody: Tracking = { kind: 'no_face' };
const READY = { kind: 'ready', backend: 'wasm', simd: true } as const;
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

afterEach(() => {
  vi.useRealTimers();
});

describe('the face client', () => {
  it('loads at once, tells the bytes and is ready when the worker is', async () => {
    const { client, getWorker, onProgress } = start();
    expect(getWorker().sent).toEqual([{ kind: 'load' }]);
    getWorker().say({ kind: 'progress', loadedBytes: 5, totalBytes: 10 });
    getWorker().say(READY);
    await expect(client.ready).resolves.toEqual({ backend: 'wasm', simd: true });
    expect(onProgress).toHaveBeenCalledWith({ loadedBytes: 5, totalBytes: 10 });
  });

  it('waits with the first picture until the models are there, and gives it back closed', async () => {
    const { client, getWorker } = start();
    const frame = makeFrame();
    const tracking = client.track(frame);
    await settle();
    expect(getWorker().sent).toHaveLength(1);
    getWorker().say(READY);
    await settle();
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: nobody });
    await expect(tracking).resolves.toEqual(nobody);
    expect(frame.close).toHaveBeenCalled();
  });

  it('drops and closes a picture that comes while another one is looked at', async () => {
    const { client, getWorker } = start();
    getWorker().say(READY);
    const first = client.track(makeFrame());
    await settle();
    const late = makeFrame();
    await expect(client.describe(late)).resolves.toEqual({ kind: 'dropped' });
    expect(late.close).toHaveBeenCalled();
    expect(getWorker().sent.filter((message) => 'frame' in message)).toHaveLength(1);
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: nobody });
    await expect(first).resolves.toEqual(nobody);
  });

  it('drops the older of two pictures that waited for the models together', async () => {
    const { client, getWorker } = start();
    const both = Promise.all([client.track(makeFrame()), client.track(makeFrame())]);
    getWorker().say(READY);
    await settle();
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: nobody });
    const kinds = (await both).map(({ kind }) => kind);
    expect(kinds.sort()).toEqual(['dropped', 'no_face']);
  });

  it('rejects with the reason of the signal, and its late answer goes nowhere', async () => {
    const { client, getWorker } = start();
    getWorker().say(READY);
    const leaving = new AbortController();
    const tracking = client.track(makeFrame(), { signal: leaving.signal });
    await settle();
    const id = getWorker().lastId;
    leaving.abort(new Error('left the page'));
    await expect(tracking).rejects.toThrow('left the page');
    getWorker().say({ kind: 'tracked', id, tracking: nobody });
    const next = client.track(makeFrame());
    await settle();
    expect(getWorker().lastId).not.toBe(id);
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: { kind: 'several_faces', count: 2 } });
    await expect(next).resolves.toEqual({ kind: 'several_faces', count: 2 });
  });

  it('turns a failed picture into a typed error and goes on with a new worker', async () => {
    const { client, getWorker, workers } = start();
    getWorker().say(READY);
    const described = client.describe(makeFrame());
    await settle();
    getWorker().say({ kind: 'failed', id: getWorker().lastId, error: 'crashed', message: 'out of memory' });
    await expect(described).rejects.toMatchObject({ name: 'FaceError', kind: 'crashed', message: 'out of memory' });
    void client.ready;
    expect(workers).toHaveLength(2);
  });

  it.each(['offline', 'corrupt', 'unsupported'] as const)(
    'rejects `ready` with %s and tries again when asked again',
    async (kind) => {
      const { client, getWorker, workers } = start();
      const { ready } = client;
      getWorker().say({ kind: 'failed', id: null, error: kind, message: 'weights' });
      await expect(ready).rejects.toMatchObject({ kind });
      expect(workers[0]?.isTerminated).toBe(true);
      const again = client.ready;
      expect(workers).toHaveLength(2);
      getWorker().say(READY);
      await expect(again).resolves.toMatchObject({ simd: true });
    },
  );

  it('starts a new worker after a crash', async () => {
    const { client, getWorker, workers } = start();
    getWorker().say(READY);
    const tracking = client.track(makeFrame());
    await settle();
    getWorker().dispatchEvent(new Event('error'));
    await expect(tracking).rejects.toMatchObject({ kind: 'crashed' });
    const next = client.track(makeFrame());
    expect(workers).toHaveLength(2);
    getWorker().say(READY);
    await settle();
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: nobody });
    await expect(next).resolves.toEqual(nobody);
  });

  it('takes a worker that stays silent for dead', async () => {
    vi.useFakeTimers();
    const { client, getWorker } = start();
    getWorker().say(READY);
    const tracking = client.track(makeFrame());
    const failed = expect(tracking).rejects.toMatchObject({ kind: 'crashed' });
    await vi.advanceTimersByTimeAsync(60_000);
    await failed;
  });

  it('has the second recogniser loaded once the first is ready, not before', async () => {
    const { getWorker } = start();
    expect(getWorker().sent).toEqual([{ kind: 'load' }]);
    getWorker().say(READY);
    expect(getWorker().sent).toEqual([{ kind: 'load' }, { kind: 'load_second' }]);
  });

  it('asks the second recogniser about kept pictures while frames go on', async () => {
    const { client, getWorker } = start();
    getWorker().say(READY);
    const seconds = [client.describeSecond(7), client.describeSecond(8)];
    await settle();
    const [first, second] = getWorker().sent.filter((message) => message.kind === 'describe_second');
    expect([first?.chip, second?.chip]).toEqual([7, 8]);
    const tracking = client.track(makeFrame());
    await settle();
    getWorker().say({ kind: 'tracked', id: getWorker().lastId, tracking: nobody });
    await expect(tracking).resolves.toEqual(nobody);
    getWorker().say({ kind: 'second_described', id: second?.id ?? 0, descriptor: null });
    getWorker().say({ kind: 'second_described', id: first?.id ?? 0, descriptor: Float32Array.of(1) });
    await expect(Promise.all(seconds)).resolves.toEqual([Float32Array.of(1), null]);
  });

  it('tells whoever waits for the second recogniser that the worker died', async () => {
    const { client, getWorker } = start();
    getWorker().say(READY);
    const second = client.describeSecond(7);
    await settle();
    getWorker().dispatchEvent(new Event('error'));
    await expect(second).rejects.toMatchObject({ kind: 'crashed' });
  });

  it('forgets kept pictures when the page is hidden, frees the worker after a minute and is warm again when back', async () => {
    vi.useFakeTimers();
    const { client, page, workers, getWorker } = start();
    getWorker().say(READY);
    page.turn('hidden');
    expect(getWorker().sent.at(-1)).toEqual({ kind: 'rest' });
    vi.advanceTimersByTime(SLEEP_MS - 1);
    page.turn('visible');
    page.turn('hidden');
    vi.advanceTimersByTime(SLEEP_MS);
    expect(workers[0]?.isTerminated).toBe(true);
    expect(workers).toHaveLength(1);
    page.turn('visible');
    expect(workers).toHaveLength(2);
    getWorker().say(READY);
    await expect(client.ready).resolves.toMatchObject({ simd: true });
  });

  it('keeps a worker that is still loading, or still asked, on a hidden page', async () => {
    vi.useFakeTimers();
    const { client, page, workers, getWorker } = start();
    page.turn('hidden');
    vi.advanceTimersByTime(SLEEP_MS);
    expect(workers[0]?.isTerminated).toBe(false);
    getWorker().say(READY);
    void client.describeSecond(1);
    await vi.advanceTimersByTimeAsync(0);
    page.turn('visible');
    page.turn('hidden');
    vi.advanceTimersByTime(SLEEP_MS);
    expect(workers[0]?.isTerminated).toBe(false);
  });

  it('stops once and for all', async () => {
    const { client, getWorker, workers } = start();
    getWorker().say(READY);
    const tracking = client.track(makeFrame());
    await settle();
    client.stop();
    await expect(tracking).rejects.toMatchObject({ kind: 'stopped' });
    expect(workers[0]?.isTerminated).toBe(true);
    const frame = makeFrame();
    await expect(client.track(frame)).rejects.toMatchObject({ kind: 'stopped' });
    expect(frame.close).toHaveBeenCalled();
    expect(workers).toHaveLength(1);
  });
});
