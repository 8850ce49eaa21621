import type { MarkFrame } from '@hadir/contract/attendance.ts';
import { FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import { abortable } from './abortable.ts';
import { grabFrame } from './camera.ts';
import { decideGuidance, type Guidance } from './decide-guidance.ts';
import type { FaceClient } from './face-client.ts';
import type { FaceBox, FaceSeen, Frame } from './tracking.ts';

/** Descriptors by model id, in the order of the frames. */
type DescriptorsByModel = Record<string, number[][]>;

/**
 * `captured`: as many as wanted, or at least the minimum when the time was over. The other kinds say what stood in
 * the way most of the time; what was taken until then is in `frames` (nothing after several faces), so that the caller
 * reports the attempt all the same.
 */
export type Capture = {
  kind: 'captured' | 'no_face' | 'several_faces' | 'not_good_enough';
  /** The last thing the person was told. */
  guidance: Guidance;
  frames: MarkFrame[];
  descriptors: DescriptorsByModel;
};

export type CaptureOptions = {
  video: HTMLVideoElement;
  client: FaceClient;
  signal?: AbortSignal;
  /** Called when it has changed for good; `face` is null while there is none or there are several. */
  onGuidance?: (guidance: Guidance, face: FaceSeen | null) => void;
  /** Called after each accepted picture. */
  onTaken?: (taken: number, wanted: number) => void;
  /** Default 15 s. */
  timeoutMs?: number;
  /** Where pictures come from; tests pass their own. */
  grab?: (video: HTMLVideoElement, signal?: AbortSignal) => Promise<Frame>;
};

const STEADY_MS = 300;

export type PicturePlan<Step extends MarkFrame['step']> = CaptureOptions & {
  /** One for each picture. */
  steps: readonly Step[];
  minimum: number;
  spacingMs: number;
  /** How the head is to be held for a step; a wish, see `patienceMs`. */
  hasPose: (face: FaceSeen, step: Step) => boolean;
  /** After this long without the pose any good picture will do. */
  patienceMs: number;
  onStep?: (step: Step, shot: number) => void;
};

/** Looks until every step has its picture or the time is over. Rejects with the signal's reason. */
export async function takePictures<Step extends MarkFrame['step']>(plan: PicturePlan<Step>): Promise<Capture> {
  const { client, video, steps, spacingMs, hasPose, patienceMs, grab = grabFrame } = plan;
  // The time runs for the person, not for a slow network.
  await abortable(client.ready, plan.signal);
  const deadline = AbortSignal.timeout(plan.timeoutMs ?? 15_000);
  const signal = plan.signal ? AbortSignal.any([plan.signal, deadline]) : deadline;
  const startedAt = performance.now();
  const frames: MarkFrame[] = [];
  const descriptors: number[][] = [];
  let takenAt = Number.NEGATIVE_INFINITY;
  let stepAt = startedAt;
  let face: FaceSeen | null = null;
  let guidance: Guidance = 'no_face';
  const obstacles = new Map<Guidance, number>();
  let told: Guidance | null = null;
  let guidedAt = startedAt;
  let asked = -1;

  /** A face at a gate's edge changes its guidance with every picture; nobody can follow that, least of all by ear. */
  function tell(now: number): void {
    if (guidance === told || (told !== null && now - guidedAt < STEADY_MS)) return;
    plan.onGuidance?.(guidance, face);
    told = guidance;
  }

  async function look(step: Step): Promise<void> {
    const frame = await grab(video, signal);
    const now = performance.now();
    const isDue = now - takenAt >= spacingMs;
    const isPosed = face !== null && (hasPose(face, step) || now - stepAt >= patienceMs);
    const seen =
      isDue && isPosed && guidance === 'good'
        ? await client.describe(frame, { signal })
        : await client.track(frame, { signal });
    if (seen.kind === 'dropped') return;
    const before = face?.box ?? null;
    face = seen.kind === 'one_face' || seen.kind === 'described' ? seen.face : null;
    const next = decideGuidance(seen, before);
    if (next !== guidance) guidedAt = now;
    guidance = next;
    if (guidance !== 'good') obstacles.set(guidance, (obstacles.get(guidance) ?? 0) + 1);
    if (guidance === 'several_faces') frames.length = descriptors.length = 0;
    tell(now);
    if (seen.kind !== 'described' || guidance !== 'good') return;
    const { box, score, yaw } = seen.face;
    frames.push({ t_ms: Math.round(now - startedAt), box: toPixels(box, video), score, yaw, step });
    descriptors.push(Array.from(seen.descriptor, (value) => Number(value.toFixed(7))));
    takenAt = now;
    stepAt = now;
    plan.onTaken?.(frames.length, steps.length);
  }

  try {
    for (let step = steps[0]; step !== undefined; step = steps[frames.length]) {
      if (asked !== frames.length) plan.onStep?.(step, frames.length);
      asked = frames.length;
      await look(step);
    }
  } catch (error) {
    if (plan.signal?.aborted || !deadline.aborted) throw error;
  }
  return {
    kind: frames.length >= plan.minimum ? 'captured' : nameObstacle(obstacles),
    guidance,
    frames,
    descriptors: { [FACE_MODEL_ID]: descriptors },
  };
}

function toPixels({ x, y, width, height }: FaceBox, { videoWidth, videoHeight }: HTMLVideoElement): MarkFrame['box'] {
  return [x * videoWidth, y * videoHeight, width * videoWidth, height * videoHeight];
}

/** What was met most often: a second face at the detector's edge comes and goes. */
function nameObstacle(obstacles: ReadonlyMap<Guidance, number>): Exclude<Capture['kind'], 'captured'> {
  const [most = 'no_face'] = [...obstacles].sort(([, a], [, b]) => b - a)[0] ?? [];
  return most === 'no_face' || most === 'several_faces' ? most : 'not_good_enough';
}
