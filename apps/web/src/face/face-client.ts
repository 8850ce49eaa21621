import { abortable } from './abortable.ts';
import { FaceError } from './face-error.ts';
import type { Description, Frame, Tracking } from './tracking.ts';
import type { FaceReady, FromWorker, LoadProgress, ToWorker } from './worker-messages.ts';

/** A frame takes some 40 ms, on a slow phone a second; a worker silent for longer is taken for dead. */
const ANSWER_MS = 20_000;

type Call = { signal?: AbortSignal };

/** The only door to the face pipeline. Every promise rejects with `FaceError`, or the signal's reason. */
export type FaceClient = {
  /** Settles when weights are checked and the first inference has run; belongs to the present worker. */
  readonly ready: Promise<FaceReady>;
  /** Where the face is, without a descriptor. Takes the frame over and closes it, whatever happens. */
  track(frame: Frame, call?: Call): Promise<Tracking>;
  /** The same with the descriptor, computed only when exactly one face is seen. */
  describe(frame: Frame, call?: Call): Promise<Description>;
  /** Ends the worker and frees its memory; what is under way rejects with `stopped`. */
  stop(): void;
};

export type WorkerPort = EventTarget & {
  postMessage(message: ToWorker, transfer?: Transferable[]): void;
  terminate(): void;
};

type FaceOptions = {
  onProgress?: (progress: LoadProgress) => void;
  /** Makes the worker; tests pass their own. */
  startWorker?: () => WorkerPort;
};

type Running = {
  port: WorkerPort;
  ready: Promise<FaceReady>;
  resolveReady: (ready: FaceReady) => void;
  rejectReady: (error: FaceError) => void;
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
export function startFace({ onProgress, startWorker = startModuleWorker }: FaceOptions = {}): FaceClient {
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
  }

  function receive(message: FromWorker) {
    if (message.kind === 'progress') {
      onProgress?.({ loadedBytes: message.loadedBytes, totalBytes: message.totalBytes });
      return;
    }
    if (message.kind === 'ready') {
      running?.resolveReady({ backend: message.backend, simd: message.simd });
      return;
    }
    if (message.kind === 'failed') {
      // Also after a single picture: nobody knows in which state a failure left wasm's memory.
      end(new FaceError(message.error, message.message));
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
    const started: Running = { port, ready: promise, resolveReady: resolve, rejectReady: reject };
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

  function getRunning(): Running {
    if (isStopped) throw new FaceError('stopped', 'The face client has been stopped.');
    return running ?? start();
  }

  async function ask(kind: 'track' | 'describe', frame: Frame, signal?: AbortSignal): Promise<FromWorker | null> {
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
      port.postMessage({ kind, id, frame }, [frame]);
      return await abortable(answer.promise, signal);
    } finally {
      frame.close(); // a transferred frame is already detached; closing it again is harmless
    }
  }

  try {
    start();
  } catch {
    // kept for the first call, which tries again and rejects
  }

  return {
    get ready() {
      try {
        return getRunning().ready;
      } catch (error) {
        return Promise.reject(error);
      }
    },
    async track(frame, call) {
      const answer = await ask('track', frame, call?.signal);
      if (answer === null) return { kind: 'dropped' };
      if (answer.kind === 'tracked') return answer.tracking;
      throw new FaceError('crashed', `The face worker answered ${answer.kind}.`);
    },
    async describe(frame, call) {
      const answer = await ask('describe', frame, call?.signal);
      if (answer === null) return { kind: 'dropped' };
      if (answer.kind === 'described') return answer.description;
      throw new FaceError('crashed', `The face worker answered ${answer.kind}.`);
    },
    stop() {
      isStopped = true;
      end(new FaceError('stopped', 'The face client has been stopped.'));
    },
  };
}
