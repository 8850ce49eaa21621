import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessEntry {
  pid: number;
  parent: number;
  command: string;
}

/** Every process of this machine that still runs; a zombie has ended, whoever forgot to collect it. */
function listProcesses(): ProcessEntry[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' }).split('\n');
  return lines.flatMap((line) => {
    const [, pid, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
    return pid && state && !state.startsWith('Z')
      ? [{ pid: Number(pid), parent: Number(parent), command: command ?? '' }]
      : [];
  });
}

/** A process and all below it. */
export function treeOf(pid: number): ProcessEntry[] {
  const all = listProcesses();
  const found = all.filter((entry) => entry.pid === pid);
  // Grows while it is walked.
  for (const parent of found) found.push(...all.filter((entry) => entry.parent === parent.pid));
  return found;
}

/** Waits until none of them runs any more. @returns the milliseconds it took, or those still there after `ms` */
export async function waitUntilGone(tree: ProcessEntry[], ms: number): Promise<number | ProcessEntry[]> {
  const start = Date.now();
  for (;;) {
    const now = listProcesses();
    const left = tree.filter((was) => now.some((is) => is.pid === was.pid && is.command === was.command));
    if (left.length === 0) return Date.now() - start;
    if (Date.now() - start > ms) return left;
    await sleep(50);
  }
}
