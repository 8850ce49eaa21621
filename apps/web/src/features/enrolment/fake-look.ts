import type { Camera } from '#face/camera.ts';
import type { FaceClient } from '#face/face-client.ts';

/** For tests: an open camera without a picture. */
export function fakeCamera(change: Partial<Camera> = {}): Camera {
  return {
    kind: 'open',
    label: 'Front',
    deviceId: 'front',
    width: 640,
    height: 480,
    onEnded: null,
    list: async () => [],
    attach: async () => undefined,
    close: () => undefined,
    ...change,
  };
}

/** For tests: a face client that is ready and sees nobody. */
export function fakeFace(change: Partial<FaceClient> = {}): FaceClient {
  return {
    ready: Promise.resolve({ backend: 'wasm', simd: true }),
    track: async () => ({ kind: 'no_face' }),
    describe: async () => ({ kind: 'no_face' }),
    describeSecond: async () => null,
    stop: () => undefined,
    ...change,
  };
}
