import { describeDiskError } from '#database/data-folder.ts';
import { errorCode } from '#error-code.ts';
import { StartError } from '#start-error.ts';

type Step = () => Promise<unknown>;

export interface Ending {
  /** What has to end before everything else: taking requests. */
  first(step: Step): void;
  /** What has to end after it; the latest opened is closed first. */
  afterwards(step: Step): void;
  /** One line on standard error, then the end with exit code 1. */
  fail(reason: unknown): Promise<void>;
}

/** Everything has to be gone within five seconds; the database's guard does the rest when we are cut short. */
const patienceMs = 4500;

/**
 * Ends the process in order, once, whatever asks for it: a signal, the launcher that started us (its end closes the
 * channel between us), or a failure.
 */
export function createEnding(): Ending {
  const steps: Step[] = [];
  let firstStep: Step | null = null;
  let isEnding = false;

  async function end(status: number): Promise<void> {
    if (isEnding) return;
    isEnding = true;
    setTimeout(() => process.exit(status), patienceMs).unref();
    for (const step of [firstStep, ...steps.reverse()]) await step?.().catch(() => {});
    process.exit(status);
  }

  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(0));
  process.on('disconnect', () => void end(0));
  return {
    first(step) {
      firstStep = step;
    },
    afterwards(step) {
      steps.push(step);
    },
    async fail(reason) {
      if (isEnding) return;
      process.stderr.write(`${describe(reason)}\n`);
      await end(1);
    },
  };
}

function describe(reason: unknown): string {
  if (typeof reason === 'string') return reason;
  if (reason instanceof StartError) return reason.message;
  const code = errorCode(reason);
  const where = typeof reason === 'object' && reason !== null && 'path' in reason ? String(reason.path) : 'the disk';
  if (code === 'ENOSPC' || code === 'EDQUOT') return describeDiskError(reason, where);
  if (String(reason).includes('No space left on device')) return 'The disk is full: the database cannot write.';
  // Not foreseen: then the stack is what helps.
  return reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
}
