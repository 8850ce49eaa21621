import type { ConsentRecord, Consents } from '@hadir/contract/consent.ts';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDayTime } from '#lib/format.ts';
import { Badge } from '#ui/badge.tsx';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { GuardianLinkDialog } from './guardian-link-dialog.tsx';
import { useTexts } from './person-texts.ts';
import { RecordConsentDialog } from './record-consent-dialog.tsx';
import { WithdrawConsentDialog } from './withdraw-consent-dialog.tsx';

/** Who agreed to which text, and the ways a guardian's word reaches the school. */
export function StudentConsent({ consents }: { consents: Consents }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [asked, setAsked] = useState<'record' | 'link' | 'withdraw' | null>(null);
  const { student, policy, has_guardian_consent, items, refusals, open_link_until } = consents;
  const isGuardian = policy === 'guardian';
  const isStanding = items.some((item) => item.withdrawn_at === null);
  const close = () => setAsked(null);
  return (
    <Card title={t('consent.title')}>
      <div className="space-y-4">
        {isGuardian ? (
          <Notice tone={has_guardian_consent ? 'good' : 'warn'}>
            {t(has_guardian_consent ? 'consent.given' : 'consent.missing', { name: student.name })}
          </Notice>
        ) : (
          <p className="text-ink-soft">{t('consent.self')}</p>
        )}
        {open_link_until && (
          <p className="text-sm text-ink-soft">
            {t('consent.openLink', { date: formatDayTime(open_link_until, zone) })}
          </p>
        )}
        {refusals.length > 0 && (
          <Notice tone="warn" title={t('consent.refusedTitle')}>
            <ul className="space-y-1">
              {refusals.map(({ guardian_name, version, refused_at }) => (
                <li key={refused_at} className="wrap-anywhere">
                  {t('consent.refusedBy', { name: guardian_name, version, date: formatDayTime(refused_at, zone) })}
                </li>
              ))}
            </ul>
          </Notice>
        )}
        {items.length > 0 && (
          <ul className="divide-y divide-line">
            {items.map((item) => (
              <Record key={item.id} record={item} zone={zone} />
            ))}
          </ul>
        )}
        <div className="flex flex-wrap gap-2">
          {isGuardian && (
            <>
              <Button onClick={() => setAsked('link')}>{t('consent.makeLink')}</Button>
              <Button look="secondary" onClick={() => setAsked('record')}>
                {t('consent.record')}
              </Button>
            </>
          )}
          {isStanding && (
            <Button look="secondary" onClick={() => setAsked('withdraw')}>
              {t('consent.withdraw')}
            </Button>
          )}
        </div>
      </div>
      {asked === 'record' && <RecordConsentDialog student={student} onClose={close} />}
      {asked === 'link' && <GuardianLinkDialog student={student} onClose={close} />}
      {asked === 'withdraw' && <WithdrawConsentDialog student={student} onClose={close} />}
    </Card>
  );
}

function Record({ record, zone }: { record: ConsentRecord; zone: string }) {
  const t = useTexts();
  const { version, given_by, guardian_name, recorded_by, given_at, withdrawn_at, text_hash } = record;
  const who = guardian_name ?? t('consent.theStudent');
  return (
    <li className="space-y-1 py-3">
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-semibold wrap-anywhere">{who}</span>
        {withdrawn_at ? (
          <Badge>{t('consent.ended')}</Badge>
        ) : (
          <Badge tone="good">{t('consent.version', { version })}</Badge>
        )}
      </p>
      <p className="text-sm text-ink-soft">
        {t(`consent.by.${given_by}`, { staff: recorded_by ?? '?' })} · {formatDayTime(given_at, zone)}
        {withdrawn_at && ` · ${t('consent.withdrawn', { date: formatDayTime(withdrawn_at, zone) })}`}
      </p>
      <p className="text-xs text-ink-soft">
        {t('consent.fingerprint')} <code>{text_hash.slice(0, 16)}…</code>
      </p>
    </li>
  );
}
