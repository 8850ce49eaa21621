import type { HeadTurn } from '@hadir/contract/enrolment.ts';

/** Yaw, as in `decidePoseSpread`: the app asks for 0.1 to each side; a head that is held straight sways by 0.03. */
const asked = 0.2;
const leastTurn = 0.1;

/** In a word, what staff are told of how far apart the turns of the head were. */
export function decideHeadTurn(poseSpread: number | null): HeadTurn {
  if (poseSpread === null) return 'unknown';
  if (poseSpread >= asked) return 'turned';
  return poseSpread >= leastTurn ? 'little' : 'straight';
}
