import { drawFrame } from './frame.ts';

/** What is used of each library; neither declares its browser bundle in a way a page without a bundler can import. */
type FaceApiJs = {
  tf: { getBackend(): string };
  nets: Record<
    'tinyFaceDetector' | 'faceLandmark68Net' | 'faceRecognitionNet',
    { loadFromUri(url: string): Promise<void> }
  >;
  TinyFaceDetectorOptions: new (options: { inputSize: number }) => object;
  detectSingleFace(
    canvas: HTMLCanvasElement,
    options: object,
  ): { withFaceLandmarks(): { withFaceDescriptor(): Promise<{ descriptor: Float32Array } | undefined> } };
};
type Human = {
  load(): Promise<void>;
  detect(canvas: HTMLCanvasElement): Promise<{ face: { embedding?: number[] }[] }>;
  tf: { getBackend(): string };
};

/** Describes a picture: so many numbers. Throws where no face is found. */
type Peer = { backend: string; describe(canvas: HTMLCanvasElement): Promise<number> };

let peer: Peer | null = null;

async function loadPeer(name: 'face-api.js' | 'human'): Promise<string> {
  peer = await (name === 'human' ? loadHuman() : loadFaceApiJs());
  return peer.backend;
}

/** With its small detector, the quickest of its ways to a descriptor. */
async function loadFaceApiJs(): Promise<Peer> {
  await new Promise((resolve, reject) => {
    const script = document.createElement('script');
    Object.assign(script, { src: '/peers/face-api.js', onload: resolve, onerror: reject });
    document.head.append(script);
  });
  const { faceapi } = window as unknown as { faceapi: FaceApiJs };
  const { tinyFaceDetector, faceLandmark68Net, faceRecognitionNet } = faceapi.nets;
  await Promise.all([tinyFaceDetector, faceLandmark68Net, faceRecognitionNet].map((net) => net.loadFromUri('/models')));
  const options = new faceapi.TinyFaceDetectorOptions({ inputSize: 224 });
  return {
    backend: faceapi.tf.getBackend(),
    async describe(canvas) {
      const found = await faceapi.detectSingleFace(canvas, options).withFaceLandmarks().withFaceDescriptor();
      return found?.descriptor.length ?? 0;
    },
  };
}

/** On wasm, with nothing switched on that a descriptor does not need, and without its cache of former frames. */
async function loadHuman(): Promise<Peer> {
  const address = '/peers/human.js';
  const module: { default: new (config: object) => Human } = await import(/* @vite-ignore */ address);
  const off = { enabled: false };
  const human = new module.default({
    ...{
      backend: 'wasm',
      wasmPath: '/wasm/',
      modelBasePath: '/peers/',
      cacheSensitivity: 0,
      debug: false,
      async: false,
    },
    ...{ filter: off, body: off, hand: off, object: off, gesture: off, segmentation: off },
    face: {
      enabled: true,
      detector: { maxDetected: 1, skipFrames: 0, skipTime: 0 },
      description: { enabled: true, skipFrames: 0, skipTime: 0 },
      ...{ iris: off, emotion: off, antispoof: off, liveness: off },
    },
  });
  await human.load();
  return {
    backend: human.tf.getBackend(),
    async describe(canvas) {
      const { face } = await human.detect(canvas);
      return face[0]?.embedding?.length ?? 0;
    },
  };
}

/** Milliseconds of each picture, from canvas to descriptor. */
async function timePeer(urls: string[], fill: number): Promise<number[]> {
  if (!peer) throw new Error('No peer is loaded.');
  const times: number[] = [];
  for (const url of urls) {
    const canvas = await drawFrame(url, fill);
    const startedAt = performance.now();
    const numbers = await peer.describe(canvas);
    times.push(performance.now() - startedAt);
    if (numbers === 0) throw new Error(`no face in ${url}`);
  }
  return times;
}

const bench = { loadPeer, timePeer };
export type PeerBench = typeof bench;
Object.assign(window, { bench });
