import { type Capture, type CaptureOptions, takePictures } from './take-pictures.ts';
import type { FaceSeen } from './tracking.ts';

export type ShotStep = 'straight' | 'left' | 'right';

/**
 * For the enrolment: five shots, the head turned a little for two of them. A turn is a wish: after `patienceMs` any
 * good picture will do.
 */
export function captureShots(
  options: CaptureOptions & {
    spacingMs?: number;
    patienceMs?: number;
    /** What to ask of the person for the coming shot. */
    onStep?: (step: ShotStep, shot: number) => void;
  },
): Promise<Capture> {
  const steps: ShotStep[] = ['straight', 'left', 'right', 'straight', 'straight'];
  return takePictures({
    spacingMs: 600,
    patienceMs: 2500,
    timeoutMs: 30_000,
    ...options,
    steps,
    hasPose,
    minimum: steps.length,
  });
}

/** Own left is positive yaw. Below 0.08 nobody can say which way a head is turned. */
function hasPose({ yaw }: FaceSeen, step: ShotStep): boolean {
  if (step === 'left') return yaw > 0.08;
  if (step === 'right') return yaw < -0.08;
  return Math.abs(yaw) < 0.2;
}
