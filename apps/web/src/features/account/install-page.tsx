import { Download } from 'lucide-react';
import { detectPlatform } from '#features/doctor/platform.ts';
import { Steps } from '#features/doctor/steps.tsx';
import { install, useInstall } from '#lib/install-app.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { useTexts } from './texts.ts';

/** How the app gets on the home screen: by the browser's own question where it has one, else by hand. */
export default function InstallPage() {
  const t = useTexts();
  const state = useInstall();
  return (
    <Shell nav={[]}>
      <Page title={t('install.title')} intro={t('install.intro')} width="narrow">
        {state.kind === 'installed' && <Notice tone="good">{t('install.installed')}</Notice>}
        {state.kind === 'offered' && (
          <Button size="large" icon={<Download className="size-6" />} onClick={() => void install(state.prompt)}>
            {t('install.now')}
          </Button>
        )}
        {state.kind === 'possible' && (
          <Card title={t('install.how')}>
            <Steps text={t(`install.steps.${detectPlatform()}`)} />
          </Card>
        )}
        <ButtonLink look="quiet" className="w-full" to="/">
          {t('install.back')}
        </ButtonLink>
      </Page>
    </Shell>
  );
}
