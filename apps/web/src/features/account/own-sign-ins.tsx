import { endOneSignIn, endSignIns, type SignInRow } from '@hadir/contract/account-security.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { describePhone } from '#features/enrolment/describe-phone.ts';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow, forgetCsrfToken } from '#lib/api.ts';
import { formatDayTime, formatFacts } from '#lib/format.ts';
import { useCommand } from '#lib/use-command.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { leaveAccount } from './leave-account.ts';
import { signInsQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';

/** Where the account is open, and the way to close it there. */
export function OwnSignIns() {
  const t = useTexts();
  const query = useQuery(signInsQuery);
  const [isAsked, setIsAsked] = useState(false);
  const refresh = [signInsQuery.queryKey];
  const end = useCommand((id: string) => callOrThrow(endOneSignIn, { params: { id } }), {
    refresh,
    onDone: () => showToast(t('sign_ins.ended')),
  });
  const endOthers = useCommand(() => callOrThrow(endSignIns, { body: { keep_this: true } }), {
    refresh,
    onDone: () => showToast(t('sign_ins.others_ended')),
  });
  return (
    <Card title={t('sign_ins.title')}>
      <p className="mb-4 text-ink-soft">{t('sign_ins.intro')}</p>
      {end.failure && <FailureNotice failure={end.failure} />}
      {endOthers.failure && <FailureNotice failure={endOthers.failure} />}
      <QueryView query={query}>
        {({ items, idle_hours, absolute_hours }) => (
          <>
            <ul className="divide-y divide-line">
              {items.map((row) => (
                <Item
                  key={row.id}
                  row={row}
                  isBusy={end.busyWith === row.id}
                  onEnd={() => (row.is_this ? void leaveAccount() : end.run(row.id))}
                />
              ))}
            </ul>
            <p className="mt-3 text-sm text-ink-soft">
              {t('sign_ins.lasts', { idle: inWords(t, idle_hours), absolute: inWords(t, absolute_hours) })}
            </p>
          </>
        )}
      </QueryView>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button look="secondary" isBusy={endOthers.isBusy} onClick={() => endOthers.run(undefined)}>
          {t('sign_ins.end_others')}
        </Button>
        <Button look="danger" onClick={() => setIsAsked(true)}>
          {t('sign_ins.end_all')}
        </Button>
      </div>
      {isAsked && <EndAllDialog onClose={() => setIsAsked(false)} />}
    </Card>
  );
}

const DAY = 24;

function inWords(t: ReturnType<typeof useTexts>, hours: number): string {
  return hours > DAY ? t('sign_ins.days', { count: hours / DAY }) : t('sign_ins.hours', { count: hours });
}

function Item({ row, isBusy, onEnd }: { row: SignInRow; isBusy: boolean; onEnd: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const browser = describePhone(row.user_agent ?? '');
  return (
    <li className="flex flex-wrap items-center justify-between gap-3 py-3">
      <div className="min-w-0 space-y-1">
        <p className="flex flex-wrap items-center gap-2 font-semibold break-words">
          {browser}
          {row.is_this && <Badge tone="good">{t('sign_ins.this')}</Badge>}
        </p>
        <p className="text-sm text-ink-soft wrap-anywhere">
          {formatFacts([
            t('sign_ins.since', { date: formatDayTime(row.created_at, zone) }),
            t('sign_ins.seen', { date: formatDayTime(row.last_seen_at, zone) }),
            row.address,
            row.with_second_factor ? t('sign_ins.with_second_factor') : null,
          ])}
        </p>
      </div>
      <Button
        look="secondary"
        isBusy={isBusy}
        onClick={onEnd}
        aria-label={row.is_this ? t('sign_ins.end_here') : t('sign_ins.endNamed', { browser })}
      >
        {t(row.is_this ? 'sign_ins.end_here' : 'sign_ins.end')}
      </Button>
    </li>
  );
}

function EndAllDialog({ onClose }: { onClose: () => void }) {
  const t = useTexts();
  const end = useCommand(
    async () => {
      await callOrThrow(endSignIns, { body: { keep_this: false } });
      // The server has signed this browser out too; what it keeps of the person goes as with every sign-out.
      // The token has ended with the sign-in.
      forgetCsrfToken();
      await leaveAccount();
    },
    { onDone: onClose },
  );
  return (
    <ConfirmDialog
      title={t('sign_ins.end_all_title')}
      description={t('sign_ins.end_all_text')}
      confirmLabel={t('sign_ins.end_all')}
      look="danger"
      isBusy={end.isBusy}
      failure={end.failure}
      onConfirm={() => end.run(undefined)}
      onClose={onClose}
    />
  );
}
