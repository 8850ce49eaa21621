import { DoctorLink } from '#features/doctor/doctor-link.tsx';
import { applyUpdate } from '#lib/app-update.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { useTexts } from './texts.ts';

export function LostScreen() {
  const t = useTexts();
  return (
    <Shell nav={[]}>
      <Page title={t('lost.title')} width="narrow">
        <p>{t('lost.text')}</p>
        <ButtonLink to="/">{t('lost.home')}</ButtonLink>
      </Page>
    </Shell>
  );
}

/** Shown when a screen throws, most often because its script did not arrive. */
export function BrokenScreen() {
  const t = useTexts();
  return (
    <Shell nav={[]}>
      <Page title={t('broken.title')} width="narrow">
        <p role="alert">{t('broken.text')}</p>
        <Button onClick={() => void applyUpdate()}>{t('broken.reload')}</Button>
        <DoctorLink />
      </Page>
    </Shell>
  );
}
