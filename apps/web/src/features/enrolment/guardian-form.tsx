import { agreeByGuardianLink, type readGuardianLink } from '@hadir/contract/consent.ts';
import { type FormEvent, useState } from 'react';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './guardian-texts.ts';

const isName = (name: string) => agreeByGuardianLink.body.shape.guardian_name.safeParse(name).success;

/** The text in full, the guardian's name, and an explicit tick. */
export function GuardianForm({
  token,
  asked,
  onAgreed,
  onChanged,
}: {
  token: string;
  asked: Reply<typeof readGuardianLink>;
  onAgreed: () => void;
  /** Another text is in force than the one shown. */
  onChanged: () => void;
}) {
  const t = useTexts();
  const { school, student, consent, retention_policy } = asked;
  const [name, setName] = useState('');
  const [hasAgreed, setHasAgreed] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const agree = useCommand(
    () =>
      callOrThrow(agreeByGuardianLink, {
        body: { token, guardian_name: name, version: consent.version, accepted: true },
      }),
    { onDone: onAgreed },
  );
  const isOutdated = isRefused(agree.failure, 'consent_needed');
  function submit(event: FormEvent) {
    event.preventDefault();
    setIsChecked(true);
    if (isName(name) && hasAgreed && !agree.isBusy) agree.run(undefined);
  }
  return (
    <Card title={t('asked_title')}>
      <p className="mb-4 text-lg">{t('asked', { school, student })}</p>
      <Form failure={isOutdated ? null : agree.failure} onSubmit={submit}>
        <section className="space-y-1">
          <h3 className="font-semibold">{t('text_title')}</h3>
          <p className="whitespace-pre-line wrap-anywhere">{consent.text}</p>
        </section>
        <section className="space-y-1">
          <h3 className="font-semibold">{t('retention_title')}</h3>
          <p className="whitespace-pre-line wrap-anywhere text-ink-soft">{retention_policy}</p>
        </section>
        <Notice>{t('voluntary', { student })}</Notice>
        <TextField
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          value={name}
          error={isChecked && !isName(name) ? t('need_name') : undefined}
          onChange={(event) => setName(event.target.value)}
        />
        <CheckboxField
          label={t('agree', { student })}
          checked={hasAgreed}
          onChange={(event) => setHasAgreed(event.target.checked)}
          error={isChecked && !hasAgreed ? t('need_tick') : undefined}
        />
        {isOutdated && (
          <Notice
            tone="warn"
            isLive
            actions={
              <Button look="secondary" onClick={onChanged}>
                {t('read_again')}
              </Button>
            }
          >
            {t('outdated')}
          </Notice>
        )}
        <Button type="submit" size="large" isBusy={agree.isBusy}>
          {t('submit')}
        </Button>
      </Form>
    </Card>
  );
}
