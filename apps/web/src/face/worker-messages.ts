import type { FaceErrorKind } from './face-error.ts';
import type { Description, Frame, Tracking } from './tracking.ts';

export type ToWorker =
  | { kind: 'load' }
  | { kind: 'track'; id: number; frame: Frame }
  | { kind: 'describe'; id: number; frame: Frame };

export type LoadProgress = { loadedBytes: number; totalBytes: number };

/** What runs: `simd` false means a processor without SIMD, about 2.5 times slower. */
export type FaceReady = { backend: string; simd: boolean };

export type FromWorker =
  | ({ kind: 'progress' } & LoadProgress)
  | ({ kind: 'ready' } & FaceReady)
  | { kind: 'tracked'; id: number; tracking: Tracking }
  | { kind: 'described'; id: number; description: Description }
  | { kind: 'failed'; id: number | null; error: FaceErrorKind; message: string };
