import { MARK_GATES, SHOT_GATES } from './decide-guidance.ts';
import { matchShots } from './match-shots.ts';
import { type Capture, type CaptureOptions, type PicturePlan, takePictures } from './take-pictures.ts';
import type { FaceSeen } from './tracking.ts';

export type ShotStep = 'straight' | 'left' | 'right';

const STEPS: readonly ShotStep[] = ['straight', 'left', 'right', 'straight', 'straight'];

/** Yaw beyond the person's own straight look; 0.2 is as far as everybody follows, see decision 0026. */
const TURN = 0.1;
/** Yaw up to which a look counts as straight. */
const STRAIGHT = 0.2;

/** Shots in a row that do not go with the first ones: then the first ones were the wrong ones. */
const MISFITS = 3;

/**
 * For the enrolment: five shots that go together, the head turned a little for two of them. A turn and the best of light
 * are wishes: after `patienceMs` of good pictures any of them will do.
 */
export function captureShots(
  options: CaptureOptions & {
    spacingMs?: number;
    patienceMs?: number;
    /** What to ask of the person for the coming shot. */
    onStep?: (step: ShotStep, shot: number) => void;
  },
): Promise<Capture> {
  return takePictures({
    spacingMs: 500,
    patienceMs: 2500,
    timeoutMs: 40_000,
    // Without the second recogniser the enrolment would have to be repeated later.
    secondMs: 20_000,
    ...options,
    ...makeEye(),
    steps: STEPS,
    gates: { wished: SHOT_GATES, needed: MARK_GATES },
    minimum: STEPS.length,
  });
}

/** Remembers how this person looks straight: no two heads, and no two hands with a phone, are even. */
function makeEye(): Pick<PicturePlan<ShotStep>, 'hasPose' | 'judge'> {
  let straight = 0;
  let misfits = 0;
  function keep(face: FaceSeen, isFirst: boolean): void {
    misfits = 0;
    if (isFirst) straight = Math.abs(face.yaw) < STRAIGHT ? face.yaw : 0;
  }
  return {
    /** The own left is positive. */
    hasPose({ yaw }, step) {
      if (step === 'left') return yaw - straight > TURN;
      if (step === 'right') return yaw - straight < -TURN;
      return Math.abs(yaw) < STRAIGHT;
    },
    judge(face, descriptor, taken) {
      const match = matchShots(descriptor, taken);
      if (match === 'fits') {
        keep(face, taken.length === 0);
        return 'keep';
      }
      misfits = match === 'other' ? misfits + 1 : 0;
      if (misfits < MISFITS) return 'again';
      keep(face, true);
      return 'restart';
    },
  };
}
