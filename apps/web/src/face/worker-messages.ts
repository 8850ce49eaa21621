import type { FaceErrorKind } from './face-error.ts';
import type { CloserLook, Description, Frame, Tracking } from './tracking.ts';

export type ToWorker =
  | { kind: 'load' }
  | { kind: 'track'; id: number; frame: Frame; closer: CloserLook }
  | { kind: 'describe'; id: number; frame: Frame; closer: CloserLook }
  | { kind: 'load_second' }
  | { kind: 'describe_second'; id: number; chip: number }
  /** Nobody looks: what is kept for a capture is forgotten. */
  | { kind: 'rest' };

export type LoadProgress = { loadedBytes: number; totalBytes: number };

/** What runs: `simd` false means a processor without SIMD, about 2.5 times slower. */
export type FaceReady = { backend: string; simd: boolean };

export type FromWorker =
  | ({ kind: 'progress' } & LoadProgress)
  | ({ kind: 'ready' } & FaceReady)
  | { kind: 'tracked'; id: number; tracking: Tracking }
  | { kind: 'described'; id: number; description: Description }
  /** Null when the second recogniser did not come, or the chip is gone. */
  | { kind: 'second_described'; id: number; descriptor: Float32Array | null }
  | { kind: 'failed'; id: number | null; error: FaceErrorKind; message: string };
