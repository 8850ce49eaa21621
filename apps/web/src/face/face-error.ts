export type FaceErrorKind =
  /** No WebAssembly, no OffscreenCanvas or no module worker in this browser. */
  | 'unsupported'
  /** A file of the model did not arrive. */
  | 'offline'
  /** A file of the model arrived with another SHA-256 than the manifest's. */
  | 'corrupt'
  /** The worker died or stopped answering; the next call starts a new one. */
  | 'crashed'
  /** `stop()` was called. */
  | 'stopped';

export class FaceError extends Error {
  readonly kind: FaceErrorKind;

  constructor(kind: FaceErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'FaceError';
    this.kind = kind;
  }
}
