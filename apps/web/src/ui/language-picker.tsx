import { Languages } from 'lucide-react';
import { useLanguage } from '#lib/i18n.ts';
import { isLanguage, languages } from '#lib/languages.ts';
import { tryPreferences } from '#lib/preferences.ts';
import { useTexts } from './texts.ts';

/** For whoever is not signed in; with an account the choice is among its settings. */
export function LanguagePicker() {
  const t = useTexts();
  const language = useLanguage();
  return (
    <label className="inline-flex items-center gap-1 text-ink-soft">
      <Languages className="size-5 shrink-0" aria-hidden="true" />
      <span className="sr-only">{t('language')}</span>
      <select
        value={language}
        onChange={({ target: { value } }) => {
          if (isLanguage(value)) void tryPreferences({ language: value });
        }}
        className="field-sizing-content min-h-11 rounded-xl bg-surface px-1 font-medium text-ink"
      >
        {Object.entries(languages).map(([code, { name }]) => (
          <option key={code} value={code} lang={code}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
