import { abortable } from './abortable.ts';
import { FaceError } from './face-error.ts';
import { sleepWhenHidden } from './sleep-when-hidden.ts';
import type { CloserLook, Description, Frame, Tracking } from './tracking.ts';
import type { FaceReady, FromWorker, LoadProgress, ToWorker } from './worker-messages.ts';

/** A frame takes some 40 ms, on a slow phone a second; a worker silent for longer is taken for dead. */
const ANSWER_MS = 20_000;

/** `closer`: what more to measure. */
type Call = { signal?: AbortSignal; closer?: CloserLook };

/** The only door to the face pipeline. Every promise rejects with `FaceError`, or the signal's reason. */
export type FaceClient = {
  /** Settles when weights are checked and the first inference has run; belongs to the present worker. */
  readonly ready: Promise<FaceReady>;
  /** Where the face is, without a descriptor. Takes the frame over and closes it, whatever happens. */
  track(frame: Frame, call?: Call): Promise<Tracking>;
  /** The same with the descriptor, computed only when exactly one face is seen. */
  describe(frame: Frame, call?: Call): Promise<Description>;
  /**
   * What the second recogniser makes of a picture that was described before, once and within the last twelve; waits until
   * it is loaded. Null when it does not come or the picture is no longer kept.
   */
  describeSecond(chip: number, call?: Pick<Call, 'signal'>): Promise<Float32Array | null>;
  /** Ends the worker and frees its memory; what is under way rejects with `stopped`. */
  stop(): void;
};

export type WorkerPort = EventTarget & {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
};

type FaceOptions = {
  onProgress?: (progress: LoadProgress) => void;
  /** Each time a worker is ready: after a crash or a long rest there is a new one. */
  onReady?: () => void;
  /** False: the second recogniser is fetched when it is first asked for, not as soon as the first is ready. */
  loadsSecond?: boolean;
  /** Makes the worker; tests pass their own. */
  startWorker?: () => WorkerPort;
  page?: Parameters<typeof sleepWhenHidden>[1];
};

type Running = {
  port: WorkerPort;
  ready: Promise<FaceReady>;
  resolveReady: (ready: FaceReady) => void;
  rejectReady: (error: FaceError) => void;
  isReady: boolean;
  /** Pictures the second recogniser was asked about, by the question's id. */
  seconds: Map<number, PromiseWithResolvers<Float32Array | null>>;
};

type Pending = {
  id: number;
  settle: (answer: FromWorker) => void;
  reject: (error: unknown) => void;
  timer: ReturnType<typeof setTimeout>;
};

function startModuleWorker(): WorkerPort {
  return new Worker(new URL('./face.worker.ts', import.meta.url), { type: 'module', name: 'face' });
}

/** Starts the worker and the loading of the models at once, so that they are warm when the camera opens. */
export function startFace(options: FaceOptions = {}): FaceClient {
  const { onProgress, onReady, loadsSecond = true, startWorker = startModuleWorker, page } = options;
  let isAsleep = false;
  let running: Running | null = null;
  let pending: Pending | null = null;
  let lastId = 0;
  let isStopped = false;

  function end(error: FaceError) {
    const old = running;
    const waiting = pending;
    running = null;
    pending = null;
    if (waiting) clearTimeout(waiting.timer);
    old?.port.terminate();
    old?.rejectReady(error);
    waiting?.reject(error);
    for (const second of old?.seconds.values() ?? []) second.reject(error);
  }

  function receive(message: FromWorker) {
    if (message.kind === 'progress') {
      onProgress?.({ loadedBytes: message.loadedBytes, totalBytes: message.totalBytes });
      return;
    }
    if (message.kind === 'ready') {
      if (!running) return;
      running.isReady = true;
      running.resolveReady({ backend: message.backend, simd: message.simd });
      onReady?.();
      if (loadsSecond) running.port.postMessage({ kind: 'load_second' });
      return;
    }
    if (message.kind === 'failed') {
      // Also after a single picture: nobody knows in which state a failure left wasm's memory.
      end(new FaceError(message.error, message.message));
      return;
    }
    if (message.kind === 'second_described') {
      running?.seconds.get(message.id)?.resolve(message.descriptor);
      running?.seconds.delete(message.id);
      return;
    }
    if (!pending || message.id !== pending.id) return;
    const { settle, timer } = pending;
    pending = null;
    clearTimeout(timer);
    settle(message);
  }

  function start(): Running {
    const { promise, resolve, reject } = Promise.withResolvers<FaceReady>();
    promise.catch(() => undefined); // whoever waits for it hears of it; nobody has to wait
    let port: WorkerPort;
    try {
      port = startWorker();
    } catch (cause) {
      throw new FaceError('unsupported', 'This browser cannot start the face worker.', { cause });
    }
    const started: Running = {
      port,
      ready: promise,
      resolveReady: resolve,
      rejectReady: reject,
      isReady: false,
      seconds: new Map(),
    };
    port.addEventListener('message', (event) => {
      if (running === started && event instanceof MessageEvent) receive(event.data);
    });
    for (const name of ['error', 'messageerror']) {
      port.addEventListener(name, (event) => {
        const why = 'message' in event ? `: ${event.message}` : '.';
        if (running === started) end(new FaceError('crashed', `The face worker ended${why}`));
      });
    }
    running = started;
    port.postMessage({ kind: 'load' });
    return started;
  }

  function startQuietly() {
    try {
      start();
    } catch {
      // kept for the first call, which tries again and rejects
    }
  }

  function getRunning(): Running {
    if (isStopped) throw new FaceError('stopped', 'The face client has been stopped.');
    return running ?? start();
  }

  async function ask(
    kind: 'track' | 'describe',
    frame: Frame,
    { signal, closer = {} }: Call,
  ): Promise<FromWorker | null> {
    try {
      signal?.throwIfAborted();
      if (pending) return null;
      const { port, ready } = getRunning();
      await abortable(ready, signal);
      if (pending) return null;
      const id = ++lastId;
      const answer = Promise.withResolvers<FromWorker>();
      const timer = setTimeout(() => end(new FaceError('crashed', 'The face worker stopped answering.')), ANSWER_MS);
      pending = { id, settle: answer.resolve, reject: answer.reject, timer };
      port.postMessage({ kind, id, frame, closer }, [frame]);
      return await abortable(answer.promise, signal);
    } finally {
      frame.close(); // a transferred frame is already detached; closing it again is harmless
    }
  }

  async function askSecond(chip: number, signal?: AbortSignal): Promise<Float32Array | null> {
    signal?.throwIfAborted();
    const { port, ready, seconds } = getRunning();
    await abortable(ready, signal);
    const id = ++lastId;
    const answer = Promise.withResolvers<Float32Array | null>();
    answer.promise.catch(() => undefined); // whoever asked may have left
    seconds.set(id, answer);
    port.postMessage({ kind: 'describe_second', id, chip });
    return abortable(answer.promise, signal);
  }

  const stopWatching = sleepWhenHidden(
    {
      onHidden() {
        if (running?.isReady && running.seconds.size === 0) running.port.postMessage({ kind: 'rest' });
      },
      onLong() {
        isAsleep = running?.isReady === true && pending === null && running.seconds.size === 0;
        if (isAsleep) end(new FaceError('stopped', 'The page was hidden for long.'));
      },
      onBack() {
        if (isAsleep && !isStopped && !running) startQuietly();
        isAsleep = false;
      },
    },
    page,
  );

  startQuietly();

  return {
    get ready() {
      try {
        return getRunning().ready;
      } catch (error) {
        return Promise.reject(error);
      }
    },
    async track(frame, call = {}) {
      const answer = await ask('track', frame, call);
      if (answer === null) return { kind: 'dropped' };
      if (answer.kind === 'tracked') return answer.tracking;
      throw new FaceError('crashed', `The face worker answered ${answer.kind}.`);
    },
    async describe(frame, call = {}) {
      const answer = await ask('describe', frame, call);
      if (answer === null) return { kind: 'dropped' };
      if (answer.kind === 'described') return answer.description;
      throw new FaceError('crashed', `The face worker answered ${answer.kind}.`);
    },
    describeSecond: (chip, call = {}) => askSecond(chip, call.signal),
    stop() {
      isStopped = true;
      stopWatching();
      end(new FaceError('stopped', 'The face client has been stopped.'));
    },
  };
}
