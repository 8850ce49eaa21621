import type { Person } from '@hadir/contract/people.ts';
import { CircleDashed, ScanFace, ShieldAlert, ShieldCheck, UsersRound } from 'lucide-react';
import { Badge } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

const looks = {
  none: { tone: 'neutral', Icon: CircleDashed },
  provisional: { tone: 'warn', Icon: ScanFace },
  confirmed: { tone: 'good', Icon: ShieldCheck },
  unreadable: { tone: 'bad', Icon: ShieldAlert },
  held: { tone: 'warn', Icon: UsersRound },
} as const;

/** How far the face of a person is: none, waiting for a teacher, confirmed; or why it is of no use. */
export function FaceBadge({ state }: { state: Person['face'] | NonNullable<Person['face_problem']> }) {
  const t = useTexts();
  const { tone, Icon } = looks[state];
  return (
    <Badge tone={tone} icon={<Icon className="size-4" aria-hidden="true" />}>
      {t(`faceState.${state}`)}
    </Badge>
  );
}
