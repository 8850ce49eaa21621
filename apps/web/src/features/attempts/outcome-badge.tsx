import type { Attempt } from '@hadir/contract/attempts.ts';
import { CircleCheck, CircleX, Hourglass } from 'lucide-react';
import { Badge } from '#ui/badge.tsx';
import { useTexts } from './texts.ts';

/** Accepted, accepted but waiting, or the reason it was refused for. */
export function OutcomeBadge({ attempt }: { attempt: Pick<Attempt, 'success' | 'reason' | 'state'> }) {
  const t = useTexts();
  if (!attempt.success) {
    return (
      <Badge tone="bad" icon={<CircleX className="size-4" aria-hidden="true" />}>
        {t(`reasons.${attempt.reason}`)}
      </Badge>
    );
  }
  return attempt.state === 'pending' ? (
    <Badge tone="warn" icon={<Hourglass className="size-4" aria-hidden="true" />}>
      {t('outcomes.acceptedPending')}
    </Badge>
  ) : (
    <Badge tone="good" icon={<CircleCheck className="size-4" aria-hidden="true" />}>
      {t('outcomes.accepted')}
    </Badge>
  );
}
