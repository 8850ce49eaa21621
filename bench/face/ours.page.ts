import { openCamera } from '@hadir/web/src/face/camera.ts';
import { captureFrames } from '@hadir/web/src/face/capture-frames.ts';
import { captureShots } from '@hadir/web/src/face/capture-shots.ts';
import { startFace } from '@hadir/web/src/face/face-client.ts';
import { grabFrame } from '@hadir/web/src/face/grab-frame.ts';
import { drawFrame } from './frame.ts';

const client = startFace();

async function describe(url: string, fill: number) {
  const canvas = await drawFrame(url, fill);
  const description = await client.describe(await createImageBitmap(canvas));
  if (description.kind !== 'described') return { kind: description.kind, face: null, descriptor: [] };
  return { kind: description.kind, face: description.face, descriptor: Array.from(description.descriptor) };
}

/** Milliseconds of the whole way of each picture: to the worker, through three nets, back. */
async function time(urls: string[], fill: number): Promise<number[]> {
  const frames = await Promise.all(urls.map((url) => drawFrame(url, fill)));
  const times: number[] = [];
  for (const canvas of frames) {
    const bitmap = await createImageBitmap(canvas);
    const startedAt = performance.now();
    const description = await client.describe(bitmap);
    times.push(performance.now() - startedAt);
    if (description.kind !== 'described') throw new Error(description.kind);
  }
  return times;
}

/** Tracks the camera for a while and counts the long tasks (over 50 ms) of the page meanwhile. */
async function watch(milliseconds: number): Promise<{ frames: number; longTasks: number[] }> {
  const video = await openVideo();
  const longTasks: number[] = [];
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) longTasks.push(entry.duration);
  });
  observer.observe({ type: 'longtask' });
  const endAt = performance.now() + milliseconds;
  let frames = 0;
  while (performance.now() < endAt) {
    await client.track(await grabFrame(video));
    frames++;
  }
  observer.disconnect();
  return { frames, longTasks };
}

async function openVideo(): Promise<HTMLVideoElement> {
  const video = document.querySelector('video');
  const camera = await openCamera();
  if (!video || camera.kind !== 'open') throw new Error(`camera ${camera.kind}`);
  await camera.attach(video);
  return video;
}

async function capture(kind: 'mark' | 'enrol') {
  const video = await openVideo();
  const told: string[] = [];
  const onGuidance = (guidance: string) => told.push(guidance);
  const startedAt = performance.now();
  const captured = await (kind === 'mark' ? captureFrames : captureShots)({ video, client, onGuidance });
  return { ...captured, told, milliseconds: performance.now() - startedAt };
}

const bench = { ready: () => client.ready, describe, time, watch, capture };
export type OursBench = typeof bench;
Object.assign(window, { bench });
