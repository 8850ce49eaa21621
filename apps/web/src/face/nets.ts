import plainUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simdUrl from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import * as faceApi from '@vladmandic/face-api/dist/face-api.esm-nobundle.js';
import { FaceError } from './face-error.ts';
import type { Point } from './geometry.ts';
import type { Square } from './square.ts';
import * as tf from './tfjs.ts';
import { setWasmPaths } from './tfjs-kernels.ts';
import { loadModelFiles, type ModelFiles } from './weights.ts';

/** Sides of the square pictures the nets take, in pixels. Another one for the recogniser corrupts wasm's heap. */
export const DETECTOR_SIDE = 224;
export const LANDMARK_SIDE = 112;
export const RECOGNISER_SIDE = 150;

const MIN_SCORE = 0.5;

/** In pixels of the square. */
export type Located = { x: number; y: number; width: number; height: number; score: number };

export type Nets = {
  locate(square: Square): Promise<Located[]>;
  /** 68 points, as shares of the square. */
  findLandmarks(square: Square): Promise<Point[]>;
  computeDescriptor(square: Square): Promise<Float32Array>;
  hasSimd: boolean;
  /** Where the wasm that runs came from. */
  wasmUrl: string;
};

const MODELS = ['tiny_face_detector_model', 'face_landmark_68_model', 'face_recognition_model'] as const;

/** Starts the wasm backend and loads the checked weights. Throws `FaceError`. */
export async function loadNets(
  baseUrl: string,
  onProgress: (loadedBytes: number, totalBytes: number) => void,
): Promise<Nets> {
  const names = MODELS.flatMap((model) => [`${model}.bin`, `${model}-weights_manifest.json`]);
  const [files] = await Promise.all([loadModelFiles(baseUrl, names, onProgress), startBackend()]);
  const detector = new faceApi.TinyFaceDetector();
  const landmarker = new faceApi.FaceLandmark68Net();
  const recogniser = new faceApi.FaceRecognitionNet();
  detector.loadFromWeightMap(decode(files, MODELS[0]));
  landmarker.loadFromWeightMap(decode(files, MODELS[1]));
  recogniser.loadFromWeightMap(decode(files, MODELS[2]));

  const hasSimd = tf.env().getBool('WASM_HAS_SIMD_SUPPORT');
  return {
    hasSimd,
    wasmUrl: hasSimd ? simdUrl : plainUrl,
    // The nets are called one by one: face-api's chained tasks never settle when something throws inside.
    async locate(square) {
      const found = await withInput(square, (input) =>
        detector.locateFaces(input, { inputSize: square.side, scoreThreshold: MIN_SCORE }),
      );
      return found.map(({ box, score }) => ({ x: box.x, y: box.y, width: box.width, height: box.height, score }));
    },
    async findLandmarks(square) {
      const values = await withInput(square, (input) => read(landmarker.forwardInput(input)));
      return Array.from({ length: values.length / 2 }, (_, index) => ({
        x: values[index * 2] ?? 0,
        y: values[index * 2 + 1] ?? 0,
      }));
    },
    computeDescriptor(square) {
      return withInput(square, (input) => read(recogniser.forwardInput(input)));
    },
  };
}

async function startBackend(): Promise<void> {
  // Threads need `blob:` scripts and cross-origin isolation, and gain little.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
  setWasmPaths({
    'tfjs-backend-wasm.wasm': plainUrl,
    'tfjs-backend-wasm-simd.wasm': simdUrl,
    'tfjs-backend-wasm-threaded-simd.wasm': simdUrl,
  });
  if (await tf.setBackend('wasm')) return;
  throw new FaceError('unsupported', 'WebAssembly does not start in this browser.');
}

function decode(files: ModelFiles, model: string) {
  const bytes = files.get(`${model}.bin`);
  const text = new TextDecoder().decode(files.get(`${model}-weights_manifest.json`));
  // Both files have the SHA-256 of the committed manifest, so their shape is known.
  const groups = JSON.parse(text) as tf.io.WeightsManifestConfig;
  const specs = groups.flatMap(({ weights }) => weights);
  const tensors = tf.io.decodeWeights(bytes ?? new ArrayBuffer(0), specs);
  // face-api's declarations carry a copy of tfjs's; at run time both are the one in `tfjs.ts`.
  return tensors as unknown as Parameters<faceApi.TinyFaceDetector['loadFromWeightMap']>[0];
}

async function withInput<T>({ data, side }: Square, use: (input: faceApi.NetInput) => Promise<T>): Promise<T> {
  const values = new Float32Array(side * side * 3);
  for (let pixel = 0; pixel < side * side; pixel++) {
    values[pixel * 3] = data[pixel * 4] ?? 0;
    values[pixel * 3 + 1] = data[pixel * 4 + 1] ?? 0;
    values[pixel * 3 + 2] = data[pixel * 4 + 2] ?? 0;
  }
  const tensor = tf.tensor3d(values, [side, side, 3]);
  try {
    return await use(new faceApi.NetInput([tensor as unknown as faceApi.TResolvedNetInput]));
  } finally {
    tensor.dispose();
  }
}

async function read(tensor: { data(): Promise<unknown>; dispose(): void }): Promise<Float32Array> {
  try {
    const values = await tensor.data();
    if (values instanceof Float32Array) return values.slice();
    throw new TypeError('A net answered with something else than numbers.');
  } finally {
    tensor.dispose();
  }
}

/** The first inference of each net takes some 200 ms longer than the later ones. */
export async function warmUp(nets: Nets): Promise<void> {
  const makeBlank = (side: number) => ({ data: new Uint8ClampedArray(side * side * 4), side });
  await nets.locate(makeBlank(DETECTOR_SIDE));
  await nets.findLandmarks(makeBlank(LANDMARK_SIDE));
  await nets.computeDescriptor(makeBlank(RECOGNISER_SIDE));
}
