import type { AttemptFile } from '@hadir/contract/attempts.ts';
import ar from './attempt-words.ar.json' with { type: 'json' };
import en from './attempt-words.en.json' with { type: 'json' };
import id from './attempt-words.id.json' with { type: 'json' };
import sw from './attempt-words.sw.json' with { type: 'json' };

export type AttemptWords = typeof en;

/** What stands in a file of the log; reasons, methods and states are the protocol's, so that they can be looked for. */
export const attemptWords: Record<AttemptFile['language'], AttemptWords> = { en, id, sw, ar };
