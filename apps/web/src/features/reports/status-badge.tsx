import type { HistoryRow } from '@hadir/contract/reports.ts';
import { Badge, type Tone } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

const tones: Record<HistoryRow['status'], Tone> = {
  ...{ present: 'good', late: 'warn', absent: 'bad', pending: 'info', excused: 'neutral', sick: 'neutral' },
};

export function StatusBadge({ status }: Pick<HistoryRow, 'status'>) {
  const t = useTexts();
  return <Badge tone={tones[status]}>{t(`status.${status}`)}</Badge>;
}
