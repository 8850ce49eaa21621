import { useQuery } from '@tanstack/react-query';
import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { formatDay } from '#lib/format.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { NewCodesDialog } from './new-codes-dialog.tsx';
import { RemoveTotpDialog } from './remove-totp-dialog.tsx';
import { secondFactorQuery } from './security-queries.ts';
import { useTexts } from './security-texts.ts';
import { TotpDialog } from './totp-dialog.tsx';

type Asked = 'add' | 'codes' | 'remove';

/** So few recovery codes left are worth a word. */
const FEW = 3;

/** The authenticator app of a member of staff, and the codes that stand in for it. */
export function OwnSecondFactor({ onAdded }: { onAdded?: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery(secondFactorQuery);
  const [asked, setAsked] = useState<Asked | null>(null);
  const close = () => setAsked(null);
  return (
    <Card title={t('factor.title')}>
      <p className="mb-4 text-ink-soft">{t('factor.intro')}</p>
      <QueryView query={query}>
        {({ totp_since, recovery_codes_left, passkeys, is_required }) => (
          <div className="space-y-3">
            {totp_since === null ? (
              <p>{t('factor.none')}</p>
            ) : (
              <p className="flex items-start gap-2">
                <ShieldCheck className="mt-0.5 size-5 shrink-0 text-good" aria-hidden="true" />
                {t('factor.since', { date: formatDay(totp_since, zone) })}
              </p>
            )}
            {is_required && <p className="text-sm text-ink-soft">{t('factor.required')}</p>}
            {(totp_since !== null || passkeys > 0) &&
              (recovery_codes_left <= FEW ? (
                <Notice tone="warn">{t('factor.codes', { count: recovery_codes_left })}</Notice>
              ) : (
                <p className="text-sm text-ink-soft">{t('factor.codes', { count: recovery_codes_left })}</p>
              ))}
            <div className="flex flex-wrap gap-2">
              {totp_since === null ? (
                <Button onClick={() => setAsked('add')}>{t('factor.add')}</Button>
              ) : (
                <Button look="secondary" onClick={() => setAsked('remove')}>
                  {t('factor.remove')}
                </Button>
              )}
              {(totp_since !== null || passkeys > 0) && (
                <Button look="secondary" onClick={() => setAsked('codes')}>
                  {t('factor.new_codes')}
                </Button>
              )}
            </div>
          </div>
        )}
      </QueryView>
      {asked === 'add' && <TotpDialog onClose={close} {...(onAdded && { onAdded })} />}
      {asked === 'codes' && <NewCodesDialog onClose={close} />}
      {asked === 'remove' && <RemoveTotpDialog onClose={close} />}
    </Card>
  );
}
