import type { Frame } from './tracking.ts';

export type Camera = {
  kind: 'open';
  /** The device's own name for it; empty in browsers that keep it. */
  label: string;
  width: number;
  height: number;
  /** Shows the stream in the element and settles when the first picture is there. */
  attach(video: HTMLVideoElement): Promise<void>;
  /** Frees the device. Closing twice is harmless. */
  close(): void;
  /** Called when the device goes away or the system takes it, not on `close()`. */
  onEnded: (() => void) | null;
};

export type CameraRefusal = {
  /** `insecure`: the page did not come over https or from this computer, so the browser offers no camera. */
  kind: 'denied' | 'absent' | 'busy' | 'insecure';
};

let current: Camera | null = null;

/** Opens the front camera at 640 × 480. A camera that was open before is closed: there is never a second stream. */
export async function openCamera({ signal }: { signal?: AbortSignal } = {}): Promise<Camera | CameraRefusal> {
  signal?.throwIfAborted();
  current?.close();
  if (!navigator.mediaDevices?.getUserMedia) return { kind: 'insecure' };
  let stream: MediaStream;
  try {
    stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: { facingMode: 'user', width: { ideal: 640 }, height: { ideal: 480 }, frameRate: { ideal: 30, max: 30 } },
    });
  } catch (error) {
    signal?.throwIfAborted();
    return { kind: classifyRefusal(error) };
  }
  if (signal?.aborted) {
    stopTracks(stream);
    signal.throwIfAborted();
  }
  // Another call may have opened one while this one waited for the person's answer.
  current?.close();
  const camera = makeCamera(stream);
  current = camera;
  signal?.addEventListener('abort', () => camera.close(), { once: true });
  return camera;
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

function makeCamera(stream: MediaStream): Camera {
  const track = stream.getVideoTracks()[0];
  const settings = track?.getSettings();
  const camera: Camera = {
    kind: 'open',
    label: track?.label ?? '',
    width: settings?.width ?? 640,
    height: settings?.height ?? 480,
    onEnded: null,
    async attach(video) {
      video.muted = true;
      video.playsInline = true;
      video.srcObject = stream;
      await video.play();
    },
    close() {
      stopTracks(stream);
      if (current === camera) current = null;
    },
  };
  track?.addEventListener('ended', () => {
    camera.close();
    camera.onEnded?.();
  });
  return camera;
}

function stopTracks(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop();
}

/** The next picture of a playing video; the caller owns it and must close it or hand it to the face client. */
export async function grabFrame(video: HTMLVideoElement, signal?: AbortSignal): Promise<Frame> {
  await nextPicture(video, signal);
  if (typeof VideoFrame === 'function') return new VideoFrame(video);
  return await createImageBitmap(video);
}

function nextPicture(video: HTMLVideoElement, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const handle = video.requestVideoFrameCallback(() => {
      signal?.removeEventListener('abort', abort);
      resolve();
    });
    function abort() {
      video.cancelVideoFrameCallback(handle);
      reject(signal?.reason);
    }
    signal?.addEventListener('abort', abort, { once: true });
  });
}
