import type { ClassSession } from '@hadir/contract/sessions.ts';
import { Ban, CalendarClock, CircleDot, Lock } from 'lucide-react';
import { Badge } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

const looks = {
  planned: { tone: 'info', Icon: CalendarClock },
  open: { tone: 'good', Icon: CircleDot },
  closed: { tone: 'neutral', Icon: Lock },
  cancelled: { tone: 'bad', Icon: Ban },
} as const;

export function PhaseBadge({ phase }: { phase: ClassSession['phase'] }) {
  const t = useTexts();
  const { tone, Icon } = looks[phase];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {t(`phase.${phase}`)}
    </Badge>
  );
}
