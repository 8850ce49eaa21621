import { Download } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { ChoiceField } from '#ui/choice-field.tsx';
import { Page } from '#ui/page.tsx';
import { Shell } from '#ui/shell.tsx';
import { LoadingState } from '#ui/states.tsx';
import { detectPlatform } from './platform.ts';
import { Steps } from './steps.tsx';
import { useTexts } from './trust-texts.ts';

const systems = ['ios', 'android', 'windows', 'mac', 'linux'] as const;
type System = (typeof systems)[number];

/** The certificate of the authority that a server in the local network makes for itself. */
const CERTIFICATE = '/ca.crt';

function detectSystem(): System {
  const platform = detectPlatform();
  if (platform !== 'desktop') return platform;
  return /Windows/.test(navigator.userAgent) ? 'windows' : /Mac/.test(navigator.userAgent) ? 'mac' : 'linux';
}

/** How a device comes to trust a server of the local network. Also served over plain http, where no API is. */
export default function TrustPage() {
  const t = useTexts();
  const [system, setSystem] = useState(detectSystem);
  const [hasCertificate, setHas] = useState<boolean | null>(null);
  useEffect(() => {
    fetch(CERTIFICATE, { cache: 'no-store' }).then(
      (answer) => setHas(answer.ok && (answer.headers.get('Content-Type') ?? '').includes('x509')),
      () => setHas(false),
    );
  }, []);
  return (
    <Shell nav={[]}>
      <Page title={t('title')} intro={t('intro')} width="narrow">
        {hasCertificate === null && <LoadingState />}
        {hasCertificate === false && (
          <Card>
            <p>{t('none')}</p>
          </Card>
        )}
        {hasCertificate && (
          <>
            <Card title={t('first')}>
              <p className="mb-4 text-ink-soft">{t('get_text')}</p>
              {/* Not a place of the app, so the router must not take it. */}
              <Button
                size="large"
                icon={<Download className="size-6" />}
                onClick={() => window.location.assign(CERTIFICATE)}
              >
                {t('get')}
              </Button>
            </Card>
            <Card title={t('second')}>
              <ChoiceField
                legend={t('platform')}
                columns={2}
                name="system"
                choices={systems.map((value) => ({ value, label: t(`for.${value}`) }))}
                value={system}
                onChange={({ target }) => setSystem(systems.find((each) => each === target.value) ?? system)}
              />
              <div className="mt-4">
                <Steps text={t(`steps.${system}`)} />
              </div>
              <p className="mt-4 text-sm text-ink-soft">{t('undo')}</p>
            </Card>
            <Card title={t('third')}>
              <p className="mb-4 text-ink-soft">{t('open_text')}</p>
              <Button size="large" onClick={() => window.location.assign(`https://${window.location.host}/`)}>
                {t('open')}
              </Button>
              <p className="mt-4 text-sm text-ink-soft">{t('skip')}</p>
            </Card>
          </>
        )}
      </Page>
    </Shell>
  );
}
