import type { getFaceTemplate } from '@hadir/contract/enrolment.ts';
import { type FormEvent, useState } from 'react';
import { FiguresList } from '#features/privacy/figures-list.tsx';
import { useMe } from '#features/sign-in/me.ts';
import type { Reply } from '#lib/api.ts';
import { formatDayTime } from '#lib/format.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Notice } from '#ui/notice.tsx';
import { WrittenText } from '#ui/written-text.tsx';
import { useTexts } from './texts.ts';

type Own = Pick<
  Reply<typeof getFaceTemplate>,
  'consent' | 'guardian_consent_at' | 'retention_policy' | 'retention_figures' | 'is_published'
>;

/** The consent in force and the retention policy, in full, and whoever has to agree to them. */
export function ConsentStep({ own, onAgree }: { own: Own; onAgree: () => void }) {
  const t = useTexts();
  const { consent, guardian_consent_at, retention_policy, retention_figures, is_published } = own;
  if (!is_published) {
    return (
      <Notice
        tone="warn"
        title={t('enrol.unpublished_title')}
        actions={<ButtonLink to="/">{t('enrol.home')}</ButtonLink>}
      >
        <p>{t('enrol.unpublished')}</p>
        <p className="mt-1">{t('enrol.room_code')}</p>
      </Notice>
    );
  }
  const isMissing = consent.policy === 'guardian' && guardian_consent_at === null;
  return (
    <Card title={t('enrol.consent_title')}>
      <div className="space-y-4">
        {isMissing && <GuardianMissing />}
        <section className="space-y-1">
          <h3 className="font-semibold">{t('enrol.consent_text')}</h3>
          <WrittenText>{consent.text}</WrittenText>
        </section>
        <section className="space-y-1">
          <h3 className="font-semibold">{t('enrol.retention_title')}</h3>
          <FiguresList figures={retention_figures} />
          <WrittenText className="text-ink-soft">{retention_policy}</WrittenText>
        </section>
        {!isMissing && <OwnWord guardianAgreedAt={guardian_consent_at} onAgree={onAgree} />}
      </div>
    </Card>
  );
}

function GuardianMissing() {
  const t = useTexts();
  return (
    <Notice
      tone="warn"
      title={t('enrol.guardian_title')}
      actions={
        <ButtonLink look="secondary" to="/">
          {t('enrol.home')}
        </ButtonLink>
      }
    >
      <p>{t('enrol.guardian')}</p>
      <p className="mt-1">{t('enrol.room_code')}</p>
    </Notice>
  );
}

/** An explicit tick that nobody sets for the person. */
function OwnWord({ guardianAgreedAt, onAgree }: { guardianAgreedAt: string | null; onAgree: () => void }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [hasAgreed, setHasAgreed] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsMissing(!hasAgreed);
    if (hasAgreed) onAgree();
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      {guardianAgreedAt && (
        <Notice tone="good">{t('enrol.guardian_agreed', { at: formatDayTime(guardianAgreedAt, zone) })}</Notice>
      )}
      <Notice>{t('enrol.alternative')}</Notice>
      <CheckboxField
        label={t('enrol.agree')}
        checked={hasAgreed}
        onChange={(event) => setHasAgreed(event.target.checked)}
        error={isMissing && !hasAgreed ? t('enrol.agree_missing') : undefined}
      />
      <Button type="submit" size="large">
        {t('enrol.go_on')}
      </Button>
    </form>
  );
}
