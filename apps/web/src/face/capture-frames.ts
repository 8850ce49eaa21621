import { MARK_GATES } from './decide-guidance.ts';
import { type Capture, type CaptureOptions, takePictures } from './take-pictures.ts';

/** For a mark: `count` (3..5) good pictures at least `spacingMs` apart. */
export function captureFrames(
  options: CaptureOptions & { count?: number; minimum?: number; spacingMs?: number },
): Promise<Capture> {
  const { count = 4, minimum = 3, spacingMs = 250 } = options;
  const steps = Array.from({ length: count }, () => 'straight' as const);
  const gates = { wished: MARK_GATES, needed: MARK_GATES };
  return takePictures({ ...options, steps, minimum, spacingMs, hasPose: () => true, gates, patienceMs: 0 });
}
