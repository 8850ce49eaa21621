import { restWhenHidden } from './rest-when-hidden.ts';

export type CameraName = { id: string; label: string };

export type Camera = {
  kind: 'open';
  /** The device's own name for it; empty in browsers that keep it. */
  label: string;
  /** Which of the device's cameras; empty in browsers that keep it. */
  deviceId: string;
  width: number;
  height: number;
  /** All cameras of the device; their names are known once one is open. */
  list(): Promise<CameraName[]>;
  /** Shows the stream in the element and settles when the first picture is there. */
  attach(video: HTMLVideoElement): Promise<void>;
  /** Frees the device. Closing twice is harmless. */
  close(): void;
  /** Called when the device goes away, the system takes it or the page was hidden for long; not on `close()`. */
  onEnded: ((why: CameraEnd) => void) | null;
};

export type CameraRefusal = {
  /** `insecure`: the page did not come over https or from this computer, so the browser offers no camera. */
  kind: 'denied' | 'absent' | 'busy' | 'insecure';
};

/** `paused`: nobody has looked at the page for a while. */
export type CameraEnd = 'busy' | 'paused';

type CameraOptions = {
  signal?: AbortSignal;
  /** Default `user`, the front one. */
  facing?: 'user' | 'environment';
  /** One of `list()`, in place of `facing`. */
  deviceId?: string | null;
  /** Wished, in pixels; default 640 × 480. */
  width?: number;
  height?: number;
};

/** The one request or stream of the app, and which `openCamera` it belongs to: the last that asked for it. */
type Held = { key: string; owner: symbol; stream: Promise<MediaStream>; live: MediaStream | null };

let held: Held | null = null;
const watching = new Set<() => void>();

function hold(next: Held | null): void {
  held = next;
  for (const tell of watching) tell();
}

/** Whether a camera is asked for or open, for whatever it is. */
export function isCameraHeld(): boolean {
  return held !== null;
}

/** @returns ends it */
export function watchCamera(onChange: () => void): () => void {
  watching.add(onChange);
  return () => void watching.delete(onChange);
}

/**
 * Opens a camera; call it after a tap. There is never a second stream: asked for the same camera again, the app goes on
 * with the request or stream it has; for another one, that is ended first. The earlier `openCamera` is told `busy`.
 */
export async function openCamera(options: CameraOptions = {}): Promise<Camera | CameraRefusal> {
  const { signal, facing = 'user', deviceId = null, width = 640, height = 480 } = options;
  signal?.throwIfAborted();
  if (!navigator.mediaDevices?.getUserMedia) return { kind: 'insecure' };
  const owner = Symbol('camera');
  const mine = take(`${deviceId ?? facing} ${width}`, owner, {
    ...(deviceId === null ? { facingMode: facing } : { deviceId: { exact: deviceId } }),
    width: { ideal: width },
    height: { ideal: height },
    frameRate: { ideal: 30, max: 30 },
  });
  try {
    mine.live = await mine.stream;
  } catch (error) {
    if (held === mine) hold(null);
    signal?.throwIfAborted();
    return { kind: classifyRefusal(error) };
  }
  const isMine = held === mine && mine.owner === owner;
  if (isMine && signal?.aborted) release(mine);
  signal?.throwIfAborted();
  if (!isMine) return { kind: 'busy' };
  const camera = makeCamera(mine.live, {
    isOwner: () => mine.owner === owner,
    release: () => release(mine),
  });
  signal?.addEventListener('abort', () => camera.close(), { once: true });
  return camera;
}

async function listCameras(): Promise<CameraName[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.flatMap(({ kind, deviceId, label }) =>
    kind === 'videoinput' && deviceId !== '' && label !== '' ? [{ id: deviceId, label }] : [],
  );
}

function take(key: string, owner: symbol, video: MediaTrackConstraints): Held {
  if (held?.key === key && (held.live === null || isLive(held.live))) {
    held.owner = owner;
    return held;
  }
  const before = held;
  if (before) release(before);
  const open = () => navigator.mediaDevices.getUserMedia({ audio: false, video });
  // Not before the other one has come and was stopped.
  const stream = before?.live === null ? before.stream.then(open, open) : open();
  const next: Held = { key, owner, stream, live: null };
  hold(next);
  return next;
}

function release(one: Held): void {
  one.owner = Symbol('nobody');
  if (held === one) hold(null);
  if (one.live) stopTracks(one.live);
  else one.stream.then(stopTracks, () => undefined);
}

function isLive(stream: MediaStream): boolean {
  return stream.getVideoTracks().some(({ readyState }) => readyState === 'live');
}

/** Names of https://www.w3.org/TR/mediacapture-streams/#dom-mediadevices-getusermedia */
export function classifyRefusal(error: unknown): CameraRefusal['kind'] {
  const name = error instanceof Error ? error.name : '';
  if (name === 'NotFoundError' || name === 'OverconstrainedError') return 'absent';
  if (name === 'NotReadableError' || name === 'AbortError') return 'busy';
  if (name === 'TypeError') return 'insecure';
  if (name === 'NotAllowedError' || name === 'SecurityError') return 'denied';
  throw error;
}

function makeCamera(
  stream: MediaStream,
  { isOwner, release }: { isOwner: () => boolean; release: () => void },
): Camera {
  const track = stream.getVideoTracks()[0];
  const settings = track?.getSettings();
  let shown: HTMLVideoElement | null = null;
  const rest = track
    ? restWhenHidden(track, {
        // Where it does not play again no picture comes, and the capture's own time runs out.
        onBack: () => void shown?.play().catch(() => undefined),
        onTooLong: () => end('paused'),
      })
    : () => undefined;
  function end(why: CameraEnd) {
    if (!isOwner()) return;
    camera.close();
    camera.onEnded?.(why);
  }
  const camera: Camera = {
    kind: 'open',
    label: track?.label ?? '',
    deviceId: settings?.deviceId ?? '',
    width: settings?.width ?? 640,
    height: settings?.height ?? 480,
    onEnded: null,
    list: listCameras,
    async attach(video) {
      video.muted = true;
      video.playsInline = true;
      video.srcObject = stream;
      shown = video;
      await video.play();
    },
    close() {
      rest();
      if (isOwner()) release();
    },
  };
  track?.addEventListener('ended', () => end('busy'));
  return camera;
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}
