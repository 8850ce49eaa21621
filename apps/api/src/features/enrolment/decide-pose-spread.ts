import type { MarkFrame } from '@hadir/contract/mark-frame.ts';

/**
 * How far apart the turns of the head in the shots were, by yaw as the phone's worker measures it: 0 for somebody who
 * looked straight all the time. Null where the app does not say, or says what cannot go with these shots.
 * It refuses nobody, as not everybody can turn the head; whoever wonders about a face finds it in the log.
 */
export function decidePoseSpread(frames: readonly MarkFrame[] | undefined, shots: number): number | null {
  if (frames?.length !== shots) return null;
  const isRising = frames.every(({ t_ms }, at) => at === 0 || t_ms > (frames[at - 1]?.t_ms ?? 0));
  if (!isRising) return null;
  const yaws = frames.map(({ yaw }) => yaw);
  return Math.round((Math.max(...yaws) - Math.min(...yaws)) * 100) / 100;
}
