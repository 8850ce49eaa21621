import { abortable } from './abortable.ts';
import type { FaceClient } from './face-client.ts';

/** How long a finished capture waits for the second recogniser before it goes without, milliseconds. */
const WAIT_MS = 8000;

/** What the second recogniser makes of a capture's pictures, beside the capture. */
type SecondDescriptors = {
  add(chip: number): void;
  /** The pictures until now do not count. */
  forget(): void;
  /**
   * In the order of the pictures; null when the second recogniser was not asked for or did not come.
   * Rejects with the signal's reason.
   */
  finish(signal?: AbortSignal): Promise<number[][] | null>;
};

export function collectSecond(client: FaceClient, isWanted: boolean, waitMs = WAIT_MS): SecondDescriptors {
  let asked: Promise<Float32Array | null>[] = [];
  return {
    add(chip) {
      // A worker that dies ends the capture by the picture it looks at.
      if (isWanted) asked.push(client.describeSecond(chip).catch(() => null));
    },
    forget() {
      asked = [];
    },
    async finish(signal) {
      if (!isWanted) return null;
      const deadline = AbortSignal.timeout(waitMs);
      const either = signal ? AbortSignal.any([signal, deadline]) : deadline;
      const rows = await abortable(Promise.all(asked), either).catch(() => null);
      signal?.throwIfAborted();
      const found = rows?.filter((row) => row !== null) ?? [];
      return found.length < asked.length ? null : found.map(toWire);
    },
  };
}

/** As many digits as matter: neighbours of one person lie some hundredths apart. */
export function toWire(descriptor: Float32Array): number[] {
  return Array.from(descriptor, (value) => Number(value.toFixed(7)));
}
