import { ButtonLink } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { useTexts } from './recovery-texts.ts';

/** The end of a reset: nobody is signed in by it, as a second factor may still be wanted. */
export function PasswordSet() {
  const t = useTexts();
  return (
    <Notice
      tone="good"
      isLive
      title={t('reset.done_title')}
      actions={<ButtonLink to="/sign-in">{t('back_to_sign_in')}</ButtonLink>}
    >
      {t('reset.done')}
    </Notice>
  );
}
