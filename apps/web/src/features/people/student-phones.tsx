import { approveDeviceKey, type StudentDeviceKey, type StudentDeviceKeys } from '@hadir/contract/device-keys.ts';
import { useQuery } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState, FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { EndPhoneDialog } from './end-phone-dialog.tsx';
import { phonesQuery } from './person-queries.ts';
import { useTexts } from './person-texts.ts';

const tones = { active: 'good', pending: 'warn', revoked: 'neutral' } as const;

/** The student's phones; a lost browser storage is told apart from another phone. */
export function StudentPhones({ studentId }: { studentId: string }) {
  const t = useTexts();
  const query = useQuery(phonesQuery(studentId));
  const [ended, setEnded] = useState<StudentDeviceKey | null>(null);
  const approve = useCommand(({ id }: StudentDeviceKey) => callOrThrow(approveDeviceKey, { params: { id } }), {
    refresh: [phonesQuery(studentId).queryKey],
    onDone: () => showToast(t('phones.approved')),
  });
  return (
    <Card title={t('phones.title')}>
      {approve.failure && <FailureNotice failure={approve.failure} />}
      <QueryView query={query}>
        {({ items, changes, evictions }) =>
          items.length === 0 ? (
            <EmptyState icon={<Smartphone className="size-8" />} title={t('phones.none')} />
          ) : (
            <>
              <p className="mb-2 text-ink-soft">
                {t('phones.changes', { count: changes })} · {t('phones.evictions', { count: evictions })}
              </p>
              <ul className="divide-y divide-line">
                {items.map((phone) => (
                  <Phone
                    key={phone.id}
                    phone={phone}
                    isBusy={approve.busyWith?.id === phone.id}
                    onApprove={() => approve.run(phone)}
                    onEnd={() => setEnded(phone)}
                  />
                ))}
              </ul>
            </>
          )
        }
      </QueryView>
      {ended && <EndPhoneDialog studentId={studentId} phone={ended} onClose={() => setEnded(null)} />}
    </Card>
  );
}

function Phone({
  phone,
  isBusy,
  onApprove,
  onEnd,
}: {
  phone: StudentDeviceKeys['items'][number];
  isBusy: boolean;
  onApprove: () => void;
  onEnd: () => void;
}) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { label, state, origin, approved_by, confirmed_at, created_at, last_used_at, revoked_at } = phone;
  const day = (at: string) => formatDayTime(at, zone);
  const isDoubted = state === 'active' && confirmed_at === null;
  return (
    <li className="space-y-2 py-3">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="me-1 font-semibold wrap-anywhere">{label}</span>
        <Badge tone={tones[state]}>{t(`phones.state.${state}`)}</Badge>
        <Badge>{t(`phones.origin.${origin}`)}</Badge>
      </div>
      <p className="text-sm text-ink-soft">
        {formatFacts([
          t('phones.added', { date: day(created_at) }),
          last_used_at ? t('phones.used', { date: day(last_used_at) }) : t('phones.neverUsed'),
          ...(approved_by ? [t(`phones.by.${approved_by}`)] : []),
          ...(isDoubted ? [t('phones.unconfirmed')] : []),
          ...(revoked_at ? [t('phones.ended', { date: day(revoked_at) })] : []),
        ])}
      </p>
      {phone.replaces !== null && <p>{t('phones.replaces', { label: phone.replaces })}</p>}
      {state !== 'revoked' && (
        <div className="flex flex-wrap gap-2">
          {(state === 'pending' || isDoubted) && (
            <Button
              look="secondary"
              isBusy={isBusy}
              aria-label={t('phones.approveNamed', { label })}
              onClick={onApprove}
            >
              {t('phones.approve')}
            </Button>
          )}
          <Button look="quiet" aria-label={t('phones.endNamed', { label })} onClick={onEnd}>
            {t('phones.end')}
          </Button>
        </div>
      )}
    </li>
  );
}
