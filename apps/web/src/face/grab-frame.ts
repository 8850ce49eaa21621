import type { Frame } from './tracking.ts';

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
