// The workspace's own copy: the one at the root is emptied for a test dependency that would drag in tfjs-node.
import * as faceApi from '@hadir/web/node_modules/@vladmandic/face-api/dist/face-api.esm.js';
import { drawFrame } from './frame.ts';

/** The bundle exports all of tfjs; its declarations know a part. */
type Tf = {
  setWasmPaths(path: string): void;
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  getBackend(): string;
};
const tf = faceApi.tf as unknown as Tf;

/** As the seeds do it: SSD MobileNet v1, 68 landmarks and the recogniser of the bundled face-api, on the page itself. */
async function load(backend: 'default' | 'wasm'): Promise<string> {
  tf.setWasmPaths('/wasm/');
  if (backend === 'wasm') await tf.setBackend('wasm');
  await tf.ready();
  await Promise.all([
    faceApi.nets.ssdMobilenetv1.loadFromUri('/models'),
    faceApi.nets.faceLandmark68Net.loadFromUri('/models'),
    faceApi.nets.faceRecognitionNet.loadFromUri('/models'),
  ]);
  return tf.getBackend();
}

async function describe(url: string, fill: number): Promise<number> {
  const canvas = await drawFrame(url, fill);
  const startedAt = performance.now();
  const found = await faceApi.detectSingleFace(canvas).withFaceLandmarks().withFaceDescriptor();
  if (!found) throw new Error(`no face in ${url}`);
  return performance.now() - startedAt;
}

async function timeSeeds(urls: string[], fill: number): Promise<number[]> {
  const times: number[] = [];
  for (const url of urls) times.push(await describe(url, fill));
  return times;
}

const bench = { load, timeSeeds };
export type SeedsBench = typeof bench;
Object.assign(window, { bench });
