import type { FaceClient } from './face-client.ts';
import type { FaceSeen, Frame, Tracking } from './tracking.ts';

export const face: FaceSeen = {
  box: { x: 0.25, y: 0.25, width: 0.5, height: 0.5 },
  score: 0.9,
  yaw: 0,
  roll: 0,
  share: 0.5,
  brightness: 110,
  backdrop: 120,
  burnt: 0,
  glare: 0,
  sharpness: 100,
};
export const oneFace: Tracking = { kind: 'one_face', face };
const video = { videoWidth: 640, videoHeight: 480 } as HTMLVideoElement;

/** A client that sees what `look` says at each picture; the first number of a descriptor tells which shot it is. */
export function makeClient(
  look: (picture: number) => Tracking,
  describe: (shot: number) => number = (shot) => shot / 10,
) {
  let picture = 0;
  let described = 0;
  const client: FaceClient = {
    ready: Promise.resolve({ backend: 'wasm', simd: true }),
    track: async () => look(picture++),
    async describe() {
      const tracking = look(picture++);
      if (tracking.kind !== 'one_face') return tracking;
      return {
        kind: 'described',
        face: tracking.face,
        descriptor: descriptorOf(describe(++described)),
        chip: described,
      };
    },
    describeSecond: async (chip) => descriptorOf(chip / 100),
    stop: () => undefined,
  };
  const countDescribed = () => described;
  return { client, countDescribed };
}

function descriptorOf(first: number): Float32Array {
  const descriptor = new Float32Array(128);
  descriptor[0] = first;
  return descriptor;
}

/** A camera of about 200 pictures a second. */
async function grab(_: HTMLVideoElement, signal?: AbortSignal): Promise<Frame> {
  await new Promise((resolve) => setTimeout(resolve, 5));
  signal?.throwIfAborted();
  return { width: 640, height: 480, close: () => undefined };
}

export const quick = { video, grab, spacingMs: 10, timeoutMs: 400 };
