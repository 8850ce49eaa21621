import { agreeByGuardianLink, type readGuardianLink, refuseByGuardianLink } from '@hadir/contract/consent.ts';
import { type FormEvent, useState } from 'react';
import { FiguresList } from '#features/privacy/figures-list.tsx';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { isRefused } from '#lib/failure.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { TextField } from '#ui/field.tsx';
import { Form } from '#ui/form.tsx';
import { Notice } from '#ui/notice.tsx';
import { WrittenText } from '#ui/written-text.tsx';
import { useTexts } from './guardian-texts.ts';

const isName = (name: string) => agreeByGuardianLink.body.shape.guardian_name.safeParse(name).success;

/** The text in full, the guardian's name, and an explicit tick; or a no. */
export function GuardianForm({
  token,
  asked,
  onAnswered,
  onChanged,
}: {
  token: string;
  asked: Reply<typeof readGuardianLink>;
  onAnswered: (answer: 'agreed' | 'refused') => void;
  /** Another text is in force than the one shown. */
  onChanged: () => void;
}) {
  const t = useTexts();
  const { school, student, consent, retention_policy, retention_figures } = asked;
  const [name, setName] = useState('');
  const [hasAgreed, setHasAgreed] = useState(false);
  const [isNamed, setIsNamed] = useState(false);
  const [isChecked, setIsChecked] = useState(false);
  const agree = useCommand(
    () =>
      callOrThrow(agreeByGuardianLink, {
        body: { token, guardian_name: name, version: consent.version, accepted: true },
      }),
    { onDone: () => onAnswered('agreed') },
  );
  const [isRefusing, setIsRefusing] = useState(false);
  const refuse = useCommand(
    () => callOrThrow(refuseByGuardianLink, { body: { token, guardian_name: name, version: consent.version } }),
    { onDone: () => onAnswered('refused') },
  );
  const isOutdated = [agree, refuse].some(({ failure }) => isRefused(failure, 'consent_needed'));
  function askRefusal() {
    setIsNamed(true);
    refuse.reset();
    if (isName(name)) setIsRefusing(true);
  }
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
          <p className="text-ink-soft">{t('addressed', { student })}</p>
          <WrittenText>{consent.text}</WrittenText>
        </section>
        <section className="space-y-1">
          <h3 className="font-semibold">{t('retention_title')}</h3>
          <FiguresList figures={retention_figures} />
          <WrittenText className="text-ink-soft">{retention_policy}</WrittenText>
        </section>
        <Notice>{t('voluntary', { student })}</Notice>
        <TextField
          label={t('name')}
          autoComplete="name"
          maxLength={100}
          value={name}
          error={(isChecked || isNamed) && !isName(name) ? t('need_name') : undefined}
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
        <div className="flex flex-wrap gap-2">
          <Button type="submit" size="large" isBusy={agree.isBusy}>
            {t('submit')}
          </Button>
          <Button look="secondary" size="large" onClick={askRefusal}>
            {t('refuse')}
          </Button>
        </div>
      </Form>
      {isRefusing && !isOutdated && (
        <ConfirmDialog
          title={t('refuse_title')}
          description={t('refuse_text', { student })}
          confirmLabel={t('refuse_yes')}
          isBusy={refuse.isBusy}
          failure={refuse.failure}
          onConfirm={() => refuse.run(undefined)}
          onClose={() => setIsRefusing(false)}
        />
      )}
    </Card>
  );
}
