import { type DeviceKey, listDeviceKeys } from '@hadir/contract/device-keys.ts';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Smartphone } from 'lucide-react';
import { useState } from 'react';
import { forgetPhone } from '#features/enrolment/forget-phone.ts';
import { findPhoneKey } from '#features/enrolment/phone-keys.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { useTexts } from './texts.ts';

const queryKey = ['device-keys'] as const;
const tones = { active: 'good', pending: 'warn', revoked: 'neutral' } as const;

/** The phones that marks count from, and the way to forget one. */
export function OwnPhones() {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const [{ items }, own] = await Promise.all([
        callOrThrow(listDeviceKeys, { signal }),
        findPhoneKey(me.id).catch(() => null),
      ]);
      return { phones: items.filter(({ state }) => state !== 'revoked'), ownId: own?.id ?? null };
    },
  });
  const [asked, setAsked] = useState<DeviceKey | null>(null);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (id: string) => forgetPhone(me.id, id),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey });
      await queries.invalidateQueries({ queryKey: ['phone-key'] });
      setAsked(null);
      showToast(t('phones.forgotten'));
    },
  });
  function close() {
    setAsked(null);
    reset();
  }
  return (
    <Card title={t('phones.title')}>
      <p className="mb-4 text-ink-soft">{t('phones.intro')}</p>
      <QueryView query={query}>
        {({ phones, ownId }) =>
          phones.length === 0 ? (
            <EmptyState icon={<Smartphone className="size-8" />} title={t('phones.none_title')}>
              {t('phones.none')}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {phones.map((phone) => (
                <Phone key={phone.id} phone={phone} isThis={phone.id === ownId} onForget={() => setAsked(phone)} />
              ))}
            </ul>
          )
        }
      </QueryView>
      {asked && (
        <ConfirmDialog
          title={t('phones.forget_title')}
          description={t('phones.forget_text', { label: asked.label })}
          confirmLabel={t('phones.forget')}
          look="danger"
          isBusy={isPending}
          failure={error && toFailure(error)}
          onConfirm={() => mutate(asked.id)}
          onClose={close}
        />
      )}
    </Card>
  );
}

function Phone({ phone, isThis, onForget }: { phone: DeviceKey; isThis: boolean; onForget: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { label, state, origin, created_at, last_used_at } = phone;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 space-y-1">
        <p className="font-semibold break-words">{label}</p>
        <p className="flex flex-wrap gap-1.5">
          {isThis && <Badge tone="info">{t('phones.this')}</Badge>}
          <Badge tone={tones[state]}>{t(`phones.state.${state}`)}</Badge>
          {origin !== 'first' && <Badge>{t(`phones.origin.${origin}`)}</Badge>}
        </p>
        <p className="text-sm text-ink-soft">
          {t('phones.added', { date: formatDayTime(created_at, zone) })},{' '}
          {last_used_at ? t('phones.used', { date: formatDayTime(last_used_at, zone) }) : t('phones.never_used')}
        </p>
      </div>
      <Button look="secondary" aria-label={t('phones.forget_named', { label })} onClick={onForget}>
        {t('phones.forget')}
      </Button>
    </li>
  );
}
