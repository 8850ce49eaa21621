import type { FileLanguage } from '@hadir/contract/reports.ts';
import type { z } from 'zod';
import ar from './report-words.ar.json' with { type: 'json' };
import en from './report-words.en.json' with { type: 'json' };
import id from './report-words.id.json' with { type: 'json' };
import sw from './report-words.sw.json' with { type: 'json' };

export type ReportWords = typeof en;

/** What stands in a file of a report, in each language of the screens. */
export const reportWords: Record<z.infer<typeof FileLanguage>, ReportWords> = { en, id, sw, ar };
