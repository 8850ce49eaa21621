import type { Import } from '@hadir/contract/imports.ts';
import { CircleCheck, FileSearch, Undo2 } from 'lucide-react';
import { Badge } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

const looks = {
  checked: { tone: 'info', Icon: FileSearch },
  imported: { tone: 'good', Icon: CircleCheck },
  undone: { tone: 'neutral', Icon: Undo2 },
} as const;

export function StateBadge({ state }: { state: Import['state'] }) {
  const t = useTexts();
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {t(`states.${state}`)}
    </Badge>
  );
}
