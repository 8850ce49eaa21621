import { type Capture, type CaptureOptions, takePictures } from './take-pictures.ts';

/** For a mark: `count` (3..5) good pictures at least `spacingMs` apart. */
export function captureFrames(
  options: CaptureOptions & { count?: number; minimum?: number; spacingMs?: number },
): Promise<Capture> {
  const { count = 4, minimum = 3, spacingMs = 250 } = options;
  const steps = Array.from({ length: count }, () => 'straight' as const);
  return takePictures({ ...options, steps, minimum, spacingMs, hasPose: () => true, patienceMs: 0 });
}
