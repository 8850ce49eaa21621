import { openCamera } from '#face/camera.ts';
import { bad, type Finding, good, warn } from './finding.ts';

/** Mean luma (0..255) below which nothing can be seen: a covered lens, or a camera switched off by a key. */
const DARK = 12;
const SIDE = 16;
/** Cameras begin dark and adjust, milliseconds. */
const ADJUSTS_MS = 1500;

/** Opens the camera, looks at a picture and closes it again. Only after a tap: the browser may ask the person. */
export async function checkCamera(video: HTMLVideoElement, signal: AbortSignal): Promise<Finding<'camera'>> {
  const camera = await openCamera({ signal });
  if (camera.kind !== 'open') return bad<'camera'>(`camera.${camera.kind}`);
  try {
    await camera.attach(video);
    await new Promise((resolve) => setTimeout(resolve, ADJUSTS_MS));
    signal.throwIfAborted();
    const fact = `${video.videoWidth} × ${video.videoHeight}`;
    return measureLuma(video) < DARK ? warn<'camera'>('camera.dark', fact) : good(fact);
  } finally {
    camera.close();
    video.srcObject = null;
  }
}

function measureLuma(video: HTMLVideoElement): number {
  const canvas = document.createElement('canvas');
  canvas.width = SIDE;
  canvas.height = SIDE;
  const brush = canvas.getContext('2d');
  if (!brush) return Number.NaN;
  brush.drawImage(video, 0, 0, SIDE, SIDE);
  const { data } = brush.getImageData(0, 0, SIDE, SIDE);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) {
    sum += 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
  }
  return sum / (SIDE * SIDE);
}
