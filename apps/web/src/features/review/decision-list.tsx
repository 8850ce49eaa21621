import { ReviewReason } from '@hadir/contract/reasons.ts';
import type { ReviewDecision } from '@hadir/contract/review.ts';
import { Ban, CircleCheck } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { CardList } from '#ui/card-list.tsx';
import { useTexts } from './texts.ts';

/** Decisions as they were made; they stay when the session is deleted. */
export function DecisionList({ items }: { items: ReviewDecision[] }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  return (
    <CardList label={t('decided')} rows={items} getKey={({ id }) => id}>
      {(item) => {
        const { session } = item;
        const Icon = item.is_confirmed ? CircleCheck : Ban;
        return (
          <div className="space-y-1.5">
            <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <h2 className="font-semibold break-words">{item.student?.name ?? t('deletedStudent')}</h2>
              <Badge tone={item.is_confirmed ? 'good' : 'bad'} icon={<Icon className="size-4" aria-hidden="true" />}>
                {t(item.is_confirmed ? 'confirmed' : 'rejected')}
              </Badge>
            </div>
            <p className="text-sm text-ink-soft">
              {session ? formatFacts([session.course_code, session.title]) : t('deletedSession')}
            </p>
            <p className="text-sm">{formatFacts(item.reasons.flatMap((reason) => describe(reason, t)))}</p>
            <p className="text-sm text-ink-soft wrap-anywhere">
              {t('decidedBy', {
                name: item.decided_by ?? t('somebody'),
                time: formatDayTime(item.decided_at, zone),
                reason: item.reason,
              })}
            </p>
          </div>
        );
      }}
    </CardList>
  );
}

/** An older decision may name a reason that is none any more. */
function describe(reason: string, t: ReturnType<typeof useTexts>): string[] {
  const known = ReviewReason.safeParse(reason);
  return known.success ? [t(`reason.${known.data}`)] : [];
}
