import type { issueClaimCodes } from '@hadir/contract/account-security.ts';
import { Printer } from 'lucide-react';
import { useMe } from '#features/sign-in/me.ts';
import type { Reply } from '#lib/api.ts';
import { formatDay } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { QrCode } from '#ui/qr-code.tsx';
import { EmptyState } from '#ui/states.tsx';
import { printSheet } from './print-sheet.ts';
import { useTexts } from './texts.ts';

/** Slips to cut apart: one a student, with the code in letters and as a picture for the camera. */
export function ClaimSheet({ sheet }: { sheet: Reply<typeof issueClaimCodes> }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const { items, claimed, without_number, school, url, expires_at } = sheet;
  const left = [
    claimed > 0 && t('claims.claimed', { count: claimed }),
    without_number > 0 && t('claims.without_number', { count: without_number }),
  ].filter((line) => line !== false);
  return (
    <div className="space-y-4">
      {left.length > 0 && <Notice isLive>{left.join(' ')}</Notice>}
      {items.length === 0 ? (
        <EmptyState title={t('claims.none_title')}>{t('claims.none')}</EmptyState>
      ) : (
        <>
          <Notice
            tone="warn"
            isLive
            actions={
              <Button icon={<Printer className="size-5" />} onClick={printSheet}>
                {t('print')}
              </Button>
            }
          >
            {t('claims.once', { date: formatDay(expires_at, zone) })}
          </Notice>
          <ul
            aria-label={t('claims.list')}
            className="print-sheet grid gap-3 bg-white text-black md:grid-cols-2 print:grid-cols-2"
          >
            {items.map(({ person_id, name, admission_number, code }) => (
              <li
                key={person_id}
                className="flex items-start gap-3 break-inside-avoid rounded-xl border border-dashed border-line-strong p-3"
              >
                <QrCode value={`${url}#${code}`} label={t('claims.qr', { name })} className="w-28 shrink-0" />
                <div className="min-w-0 space-y-1 text-sm wrap-anywhere">
                  <p className="text-base font-semibold">{name}</p>
                  <p>{t('claims.number', { number: admission_number })}</p>
                  <p>{t('claims.address', { url })}</p>
                  <p className="font-mono text-base font-bold" dir="ltr">
                    {code}
                  </p>
                  <p>{t('claims.school', { name: school.name, code: school.join_code })}</p>
                </div>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
