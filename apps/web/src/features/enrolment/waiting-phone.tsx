import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { canUsePasskeys, PasskeyDeclined } from '#features/sign-in/browser-passkey.ts';
import { useMe } from '#features/sign-in/me.ts';
import { toFailure } from '#lib/failure.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { approveWithPasskey } from './passkey-ceremony.ts';
import { passkeysQuery } from './passkey-queries.ts';
import { type PhoneKeyState, phoneKeyQuery } from './phone-key-state.ts';
import { useTexts } from './texts.ts';

/** This phone waits: what for, and the way round it for who has a passkey. */
export function WaitingPhone({
  phone,
  isChecking,
  onCheck,
}: {
  phone: Extract<PhoneKeyState, { kind: 'waiting' }>;
  isChecking: boolean;
  onCheck: () => void;
}) {
  const t = useTexts();
  const me = useMe();
  const queries = useQueryClient();
  const passkeys = useQuery({ ...passkeysQuery, enabled: canUsePasskeys() });
  const hasPasskey = (passkeys.data?.items.length ?? 0) > 0;
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => approveWithPasskey(phone.id),
    onSuccess: () => queries.invalidateQueries({ queryKey: phoneKeyQuery(me.id).queryKey }),
  });
  return (
    <div className="space-y-4">
      <Notice
        tone="warn"
        isLive
        title={t('phone.waiting_title')}
        actions={
          <>
            {hasPasskey && (
              <Button icon={<KeyRound className="size-5" />} isBusy={isPending} onClick={() => mutate()}>
                {t('phone.use_passkey')}
              </Button>
            )}
            <Button look="secondary" isBusy={isChecking} onClick={onCheck}>
              {t('phone.check')}
            </Button>
          </>
        }
      >
        <p>{t(hasPasskey ? 'phone.waiting_passkey' : 'phone.waiting')}</p>
        <p className="mt-1 text-sm">
          {t('phone.waiting_which', { label: phone.label, at: formatDayTime(phone.registeredAt, me.school.time_zone) })}
        </p>
      </Notice>
      {error instanceof PasskeyDeclined ? (
        <Notice tone="bad" isLive>
          {t('phone.passkey_declined')}
        </Notice>
      ) : (
        error && <FailureNotice failure={toFailure(error)} />
      )}
    </div>
  );
}
