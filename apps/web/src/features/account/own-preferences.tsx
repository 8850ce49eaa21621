import { Preferences } from '@hadir/contract/preferences.ts';
import { useState } from 'react';
import { choosePreferences } from '#features/sign-in/follow-me.ts';
import { useMe } from '#features/sign-in/me.ts';
import { describeFailure, type Failure } from '#lib/failure.ts';
import { languages } from '#lib/languages.ts';
import { usePreferences } from '#lib/preferences.ts';
import { Card } from '#ui/card.tsx';
import { CheckboxField } from '#ui/checkbox-field.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { SelectField } from '#ui/field.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './preferences-texts.ts';

const { shape } = Preferences;

/** What the person reads and sees, changed at once. */
export function OwnPreferences() {
  const t = useTexts();
  const me = useMe();
  const { language, theme, contrast } = usePreferences();
  const [failure, setFailure] = useState<Failure | null>(null);
  async function choose(change: Partial<Preferences>) {
    const answer = await choosePreferences(me, change);
    setFailure(answer.kind === 'ok' ? null : answer);
  }
  return (
    <Card title={t('title')}>
      <div className="space-y-4">
        <SelectField
          label={t('language')}
          value={language}
          onChange={({ target }) => void choose({ language: shape.language.parse(target.value) })}
        >
          <option value="device">{t('language_of_device')}</option>
          {Object.entries(languages).map(([code, { name }]) => (
            <option key={code} value={code} lang={code}>
              {name}
            </option>
          ))}
        </SelectField>
        <ChoiceField
          legend={t('theme')}
          value={theme}
          choices={shape.theme.options.map((value) => ({ value, label: t(`themes.${value}`) }))}
          onChange={({ target }) => void choose({ theme: shape.theme.parse(target.value) })}
        />
        <CheckboxField
          label={t('contrast')}
          checked={contrast === 'more'}
          onChange={({ target }) => void choose({ contrast: target.checked ? 'more' : 'device' })}
        />
        <p className="text-sm text-ink-soft">{t('hint')}</p>
        {failure && (
          <Notice tone="warn" isLive>
            {t('not_kept', { why: describeFailure(failure) })}
          </Notice>
        )}
      </div>
    </Card>
  );
}
