import type { Invitation } from '@hadir/contract/people.ts';
import { CircleCheck, Clock, TimerOff } from 'lucide-react';
import { formatDayTime } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { useTexts } from './invitation-texts.ts';
import { useTexts as usePeopleTexts } from './texts.ts';

/** One invitation and what became of it. */
export function InvitationRow({
  invitation,
  zone,
  onWithdraw,
}: {
  invitation: Invitation;
  zone: string;
  onWithdraw: () => void;
}) {
  const t = useTexts();
  const people = usePeopleTexts();
  const { name, email, role, used_at } = invitation;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 p-4">
      <div className="min-w-0">
        <h2 className="font-semibold break-words">{name}</h2>
        <p className="text-sm break-all text-ink-soft">
          {people(`roles.${role}`)} · {email}
        </p>
      </div>
      <div className="flex grow flex-wrap items-center justify-between gap-2 sm:grow-0">
        <State invitation={invitation} zone={zone} />
        {used_at === null && (
          <Button look="quiet" aria-label={t('withdrawNamed', { name })} onClick={onWithdraw}>
            {t('withdraw')}
          </Button>
        )}
      </div>
    </li>
  );
}

function State({ invitation: { used_at, expires_at }, zone }: { invitation: Invitation; zone: string }) {
  const t = useTexts();
  if (used_at !== null) {
    return (
      <Badge tone="good" icon={<CircleCheck className="size-4" aria-hidden="true" />}>
        {t('used', { date: formatDayTime(used_at, zone) })}
      </Badge>
    );
  }
  const date = formatDayTime(expires_at, zone);
  return Date.parse(expires_at) <= Date.now() ? (
    <Badge icon={<TimerOff className="size-4" aria-hidden="true" />}>{t('expired', { date })}</Badge>
  ) : (
    <Badge tone="info" icon={<Clock className="size-4" aria-hidden="true" />}>
      {t('openUntil', { date })}
    </Badge>
  );
}
