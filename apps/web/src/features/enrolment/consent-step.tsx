import { type FormEvent, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './texts.ts';

/** The consent in force and the retention policy, in full, and an explicit tick that nobody sets for the person. */
export function ConsentStep({
  text,
  policy,
  retention,
  onAgree,
}: {
  text: string;
  policy: 'self' | 'guardian';
  retention: string;
  onAgree: () => void;
}) {
  const t = useTexts();
  const [hasAgreed, setHasAgreed] = useState(false);
  const [isMissing, setIsMissing] = useState(false);
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsMissing(!hasAgreed);
    if (hasAgreed) onAgree();
  }
  return (
    <Card title={t('enrol.consent_title')}>
      <form onSubmit={submit} className="space-y-4">
        <section className="space-y-1">
          <h3 className="font-semibold">{t('enrol.consent_text')}</h3>
          <p className="whitespace-pre-line">{text}</p>
        </section>
        <section className="space-y-1">
          <h3 className="font-semibold">{t('enrol.retention_title')}</h3>
          <p className="whitespace-pre-line text-ink-soft">{retention}</p>
        </section>
        {policy === 'guardian' && <Notice tone="warn">{t('enrol.guardian')}</Notice>}
        <Notice>{t('enrol.alternative')}</Notice>
        <CheckboxField
          label={t(policy === 'guardian' ? 'enrol.agree_guardian' : 'enrol.agree')}
          checked={hasAgreed}
          onChange={(event) => setHasAgreed(event.target.checked)}
          error={isMissing && !hasAgreed ? t('enrol.agree_missing') : undefined}
        />
        <Button type="submit" size="large">
          {t('enrol.go_on')}
        </Button>
      </form>
    </Card>
  );
}
