import { FACE_MODEL_ID, SECOND_FACE_MODEL_ID } from '@hadir/contract/face-model.ts';
import type { MarkFrame } from '@hadir/contract/mark-frame.ts';
import { abortable } from './abortable.ts';
import { decideGuidance, type Gates, type Guidance } from './decide-guidance.ts';
import type { FaceClient } from './face-client.ts';
import { grabFrame } from './grab-frame.ts';
import { collectSecond, toWire } from './second-descriptors.ts';
import type { CloserLook, CloserSeen, FaceBox, FaceSeen, Frame } from './tracking.ts';
import { startVisibleClock } from './visible-clock.ts';

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
  /** Of a page that is seen; default 15 s. */
  timeoutMs?: number;
  /** Recognisers the server asks for; the first is always used. */
  models?: readonly string[];
  /** How long the finished capture waits for the second of them, milliseconds. */
  secondMs?: number;
  /** Where pictures come from; tests pass their own. */
  grab?: (video: HTMLVideoElement, signal?: AbortSignal) => Promise<Frame>;
};

const STEADY_MS = 300;

export type PicturePlan<Step extends MarkFrame['step']> = CaptureOptions & {
  /** One for each picture. */
  steps: readonly Step[];
  minimum: number;
  spacingMs: number;
  /** How the head is to be held for a step. */
  hasPose: (face: FaceSeen, step: Step) => boolean;
  /** What a picture is held to while there is patience, and at the least. */
  gates: { wished: Gates; needed: Gates };
  /** After so much of good pictures a step's pose and wished gates are asked for no more: nobody is trapped. */
  patienceMs: number;
  /** Whether a good picture goes with those before; `restart` keeps it and forgets them. */
  judge?: (face: FaceSeen, descriptor: Float32Array, taken: readonly number[][]) => 'keep' | 'again' | 'restart';
  onStep?: (step: Step, shot: number) => void;
  /** Called after each look, with milliseconds of the capture; false ends it as its time does. */
  onLook?: (face: (FaceSeen & CloserSeen) | null, now: number) => boolean;
  /** What more to measure in the coming picture; `isShot` when it may be described. */
  closer?: (isShot: boolean) => CloserLook;
};

/** Looks until every step has its picture or the time is over. Rejects with the signal's reason. */
export async function takePictures<Step extends MarkFrame['step']>(plan: PicturePlan<Step>): Promise<Capture> {
  const { client, video, steps, spacingMs, hasPose, gates, patienceMs, grab = grabFrame } = plan;
  // The time runs for the person, not for a slow network.
  await abortable(client.ready, plan.signal);
  const clock = startVisibleClock();
  const deadline = clock.deadline(plan.timeoutMs ?? 15_000);
  const signal = plan.signal ? AbortSignal.any([plan.signal, deadline]) : deadline;
  const startedAt = clock.now();
  const frames: MarkFrame[] = [];
  const descriptors: number[][] = [];
  const second = collectSecond(client, plan.models?.includes(SECOND_FACE_MODEL_ID) ?? false, plan.secondMs);
  let takenAt = Number.NEGATIVE_INFINITY;
  let lookedAt = startedAt;
  /** Milliseconds of good pictures that were let go in the hope of a better one. */
  let waited = 0;
  let face: (FaceSeen & CloserSeen) | null = null;
  let isOver = false;
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

  function startOver(): void {
    frames.length = descriptors.length = 0;
    second.forget();
  }

  /** Said at once: it was this very picture. */
  function askAgain(now: number): void {
    obstacles.set('once_more', (obstacles.get('once_more') ?? 0) + 1);
    guidance = told = 'once_more';
    guidedAt = now;
    plan.onGuidance?.(guidance, face);
  }

  async function look(step: Step): Promise<void> {
    const frame = await grab(video, signal);
    const now = clock.now();
    const isDue = now - takenAt >= spacingMs;
    const isPatient = waited < patienceMs;
    const isPosed = face !== null && (!isPatient || hasPose(face, step));
    const isShot = isDue && isPosed && guidance === 'good';
    const call = { signal, closer: plan.closer?.(isShot) ?? {} };
    const seen = isShot ? await client.describe(frame, call) : await client.track(frame, call);
    if (seen.kind === 'dropped') return;
    const before = face?.box ?? null;
    face = seen.kind === 'one_face' || seen.kind === 'described' ? seen.face : null;
    if (plan.onLook?.(face, Math.round(now - startedAt)) === false) isOver = true;
    const least = decideGuidance(seen, before, gates.needed);
    if (least === 'good') waited += now - lookedAt;
    lookedAt = now;
    const next = least === 'good' && isPatient ? decideGuidance(seen, before, gates.wished) : least;
    if (next !== guidance) guidedAt = now;
    guidance = next;
    if (guidance !== 'good') obstacles.set(guidance, (obstacles.get(guidance) ?? 0) + 1);
    if (guidance === 'several_faces') startOver();
    tell(now);
    if (seen.kind !== 'described' || guidance !== 'good' || (isPatient && !hasPose(seen.face, step))) return;
    takenAt = now;
    const judgement = plan.judge?.(seen.face, seen.descriptor, descriptors) ?? 'keep';
    if (judgement === 'again') return askAgain(now);
    if (judgement === 'restart') startOver();
    const { box, score, yaw } = seen.face;
    const at = Math.round(now - startedAt);
    frames.push({ t_ms: at, box: toPixels(box, video), score, yaw, step: steps[frames.length] });
    descriptors.push(toWire(seen.descriptor));
    second.add(seen.chip);
    waited = 0;
    plan.onTaken?.(frames.length, steps.length);
  }

  try {
    for (let step = steps[0]; step !== undefined && !isOver; step = steps[frames.length]) {
      if (asked !== frames.length) plan.onStep?.(step, frames.length);
      asked = frames.length;
      await look(step);
    }
  } catch (error) {
    if (plan.signal?.aborted || !deadline.aborted) throw error;
  } finally {
    clock.stop();
  }
  const seconds = await second.finish(plan.signal);
  return {
    kind: frames.length >= plan.minimum ? 'captured' : nameObstacle(obstacles),
    guidance,
    frames,
    descriptors: { [FACE_MODEL_ID]: descriptors, ...(seconds && { [SECOND_FACE_MODEL_ID]: seconds }) },
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
