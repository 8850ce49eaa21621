import { type Passkey, removePasskey } from '@hadir/contract/passkeys.ts';
import { useQuery } from '@tanstack/react-query';
import { KeyRound } from 'lucide-react';
import { useState } from 'react';
import { passkeysQuery } from '#features/enrolment/passkey-queries.ts';
import { phoneKeyQuery } from '#features/enrolment/phone-key-state.ts';
import { canUsePasskeys, isAtNumber } from '#features/sign-in/browser-passkey.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { NewPasskeyDialog, RenamePasskeyDialog } from './passkey-dialogs.tsx';
import { useTexts } from './texts.ts';

type Asked = { kind: 'add' } | { kind: 'rename' | 'remove'; passkey: Passkey };

/**
 * A student's passkeys, which approve a new phone without a teacher; those of staff, who have no phones here, are a second
 * step of their sign-in and say so by `intro` and `none`.
 */
export function OwnPasskeys({ intro, none, onAdded }: { intro?: string; none?: string; onAdded?: () => void }) {
  const t = useTexts();
  const me = useMe();
  const isStudent = me.role === 'student';
  const query = useQuery(passkeysQuery);
  const phone = useQuery({ ...phoneKeyQuery(me.id), enabled: isStudent });
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  const isRegistered = !isStudent || phone.data?.kind === 'active';
  const isFull = query.data !== undefined && query.data.items.length >= query.data.most;
  return (
    <Card title={t('passkeys.title')}>
      <p className="mb-4 text-ink-soft">{intro ?? t('passkeys.intro')}</p>
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<KeyRound className="size-8" />} title={t('passkeys.none_title')}>
              {none ?? t('passkeys.none')}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line">
              {items.map((passkey) => (
                <Item key={passkey.id} passkey={passkey} onAsk={(kind) => setAsked({ kind, passkey })} />
              ))}
            </ul>
          )
        }
      </QueryView>
      <div className="mt-4">
        {canUsePasskeys() && isRegistered && !isFull ? (
          <Button look="secondary" icon={<KeyRound className="size-5" />} onClick={() => setAsked({ kind: 'add' })}>
            {t('passkeys.add')}
          </Button>
        ) : (
          <p className="text-sm text-ink-soft">
            {t(
              isFull
                ? 'passkeys.full'
                : canUsePasskeys()
                  ? 'passkeys.from_phone'
                  : isAtNumber()
                    ? 'passkeys.at_number'
                    : 'passkeys.unsupported',
            )}
          </p>
        )}
      </div>
      {asked?.kind === 'add' && <NewPasskeyDialog onClose={close} {...(onAdded && { onAdded })} />}
      {asked?.kind === 'rename' && <RenamePasskeyDialog passkey={asked.passkey} onClose={close} />}
      {asked?.kind === 'remove' && <RemoveDialog passkey={asked.passkey} onClose={close} />}
    </Card>
  );
}

function Item({ passkey, onAsk }: { passkey: Passkey; onAsk: (kind: 'rename' | 'remove') => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { label, created_at, last_used_at } = passkey;
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 space-y-1">
        <p className="font-semibold break-words">{label}</p>
        <p className="text-sm text-ink-soft">
          {t('phones.added', { date: formatDayTime(created_at, zone) })},{' '}
          {last_used_at ? t('phones.used', { date: formatDayTime(last_used_at, zone) }) : t('phones.never_used')}
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <Button look="quiet" aria-label={t('passkeys.rename_named', { label })} onClick={() => onAsk('rename')}>
          {t('passkeys.rename')}
        </Button>
        <Button look="secondary" aria-label={t('passkeys.remove_named', { label })} onClick={() => onAsk('remove')}>
          {t('passkeys.remove')}
        </Button>
      </div>
    </li>
  );
}

function RemoveDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const t = useTexts();
  const remove = useCommand(() => callOrThrow(removePasskey, { params: { id: passkey.id } }), {
    refresh: [passkeysQuery.queryKey, ['second-factor']],
    onDone: () => {
      showToast(t('passkeys.removed'));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      title={t('passkeys.remove_title')}
      description={t('passkeys.remove_text', { label: passkey.label })}
      confirmLabel={t('passkeys.remove')}
      look="danger"
      isBusy={remove.isBusy}
      failure={remove.failure}
      onConfirm={() => remove.run(undefined)}
      onClose={onClose}
    />
  );
}
