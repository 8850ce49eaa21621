import type { SignalLevel, SignalState } from '@hadir/contract/signals.ts';
import { CircleCheck, CircleDot, CircleSlash, SignalHigh, SignalLow, SignalMedium } from 'lucide-react';
import { Badge, type Tone } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

const levels: Record<SignalLevel, { tone: Tone; Icon: typeof SignalLow }> = {
  low: { tone: 'neutral', Icon: SignalLow },
  medium: { tone: 'warn', Icon: SignalMedium },
  high: { tone: 'bad', Icon: SignalHigh },
};

/** `isNamed`: with what it is the level of, where no label stands beside. */
export function LevelBadge({ level, isNamed = true }: { level: SignalLevel; isNamed?: boolean }) {
  const t = useTexts();
  const { tone, Icon } = levels[level];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {isNamed ? t('levelNamed', { level: t(`levels.${level}`) }) : t(`levels.${level}`)}
    </Badge>
  );
}

const states: Record<SignalState, { tone: Tone; Icon: typeof CircleDot }> = {
  open: { tone: 'info', Icon: CircleDot },
  dismissed: { tone: 'neutral', Icon: CircleSlash },
  confirmed: { tone: 'good', Icon: CircleCheck },
};

export function StateBadge({ state }: { state: SignalState }) {
  const t = useTexts();
  const { tone, Icon } = states[state];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {t(`states.${state}`)}
    </Badge>
  );
}
