import type { RosterItem } from '@hadir/contract/sessions.ts';
import { Ban, CircleCheck, CircleX, Clock, Flag, HeartPulse, Hourglass, Minus, TicketCheck } from 'lucide-react';
import { Badge, type Tone } from '#ui/badge.tsx';
import { useRosterTexts } from './roster-texts.ts';
import { useTexts } from './texts.ts';

const statusLooks = {
  present: { tone: 'good', Icon: CircleCheck },
  late: { tone: 'warn', Icon: Clock },
  excused: { tone: 'info', Icon: TicketCheck },
  sick: { tone: 'info', Icon: HeartPulse },
} as const;

/** Where a student stands in this session, in a word with its sign. */
export function StandingBadge({ item: { record, standing } }: { item: RosterItem }) {
  const t = useTexts();
  const r = useRosterTexts();
  const badge = (tone: Tone, Icon: typeof Clock, word: string) => (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {word}
    </Badge>
  );
  if (standing === 'absent') return badge('bad', CircleX, r('standing.absent'));
  if (record === null)
    return badge('neutral', Minus, standing === 'missing' ? t('roster.missing') : r('standing.not_counted'));
  if (record.state === 'pending') return badge('warn', Hourglass, t('roster.pending'));
  if (record.state === 'rejected') return badge('bad', Ban, t('roster.rejected'));
  if (record.state === 'flagged')
    return badge('warn', Flag, t('roster.flagged', { status: t(`status.${record.status}`) }));
  const { tone, Icon } = statusLooks[record.status];
  return badge(tone, Icon, t(`status.${record.status}`));
}
