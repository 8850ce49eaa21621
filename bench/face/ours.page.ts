import { openCamera } from '@hadir/web/src/face/camera.ts';
import { captureFrames } from '@hadir/web/src/face/capture-frames.ts';
import { captureShots } from '@hadir/web/src/face/capture-shots.ts';
import { decideGuidance } from '@hadir/web/src/face/decide-guidance.ts';
import { startFace } from '@hadir/web/src/face/face-client.ts';
import { grabFrame } from '@hadir/web/src/face/grab-frame.ts';
import { drawFrame } from './frame.ts';

// The second recogniser has lines of its own.
const client = startFace({ loadsSecond: false });

async function describe(url: string, fill: number) {
  const canvas = await drawFrame(url, fill);
  const description = await client.describe(await createImageBitmap(canvas));
  if (description.kind !== 'described') return { kind: description.kind, face: null, descriptor: [] };
  return { kind: description.kind, face: description.face, descriptor: Array.from(description.descriptor) };
}

/** One still picture as a phone would see it, by one recogniser or both, and what it would tell the person. */
async function describePicture({ url, fill, withSecond }: { url: string; fill: number; withSecond: boolean }) {
  const nothing = { guidance: 'no_face' as const, first: [], second: null };
  const canvas = await drawFrame(url, fill).catch(() => null);
  if (!canvas) return { ...nothing, kind: 'unreadable' as const };
  const description = await client.describe(await createImageBitmap(canvas));
  if (description.kind === 'dropped') throw new Error('Two pictures at once.');
  if (description.kind !== 'described') return { ...nothing, kind: description.kind };
  const second = withSecond ? await client.describeSecond(description.chip) : null;
  if (withSecond && !second) throw new Error('The second recogniser did not come.');
  return {
    kind: description.kind,
    guidance: decideGuidance(description, null),
    first: Array.from(description.descriptor),
    second: second && Array.from(second),
  };
}

/** Milliseconds of the whole way of each picture: to the worker, through its nets, back. */
async function time(urls: string[], fill: number, withSecond: boolean): Promise<number[]> {
  const times: number[] = [];
  for (const url of urls) {
    const bitmap = await createImageBitmap(await drawFrame(url, fill));
    const startedAt = performance.now();
    const description = await client.describe(bitmap);
    if (description.kind !== 'described') throw new Error(description.kind);
    if (withSecond && !(await client.describeSecond(description.chip))) throw new Error('no second recogniser');
    times.push(performance.now() - startedAt);
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

async function capture(kind: 'mark' | 'enrol', models: string[] = []) {
  const video = await openVideo();
  const told: string[] = [];
  const onGuidance = (guidance: string) => told.push(guidance);
  const startedAt = performance.now();
  const captured = await (kind === 'mark' ? captureFrames : captureShots)({ video, client, models, onGuidance });
  return { ...captured, told, milliseconds: performance.now() - startedAt };
}

const bench = { ready: () => client.ready, describe, describePicture, time, watch, capture };
export type OursBench = typeof bench;
Object.assign(window, { bench });
