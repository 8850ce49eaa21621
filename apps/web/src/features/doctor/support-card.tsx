import { Copy } from 'lucide-react';
import { useState } from 'react';
import { appVersion } from '#lib/client.ts';
import { useLanguage } from '#lib/i18n.ts';
import { Button } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { QrCode } from '#ui/qr-code.tsx';
import { describeDevice, describeReport } from './describe-report.ts';
import { useFindings } from './doctor-store.ts';
import { useTexts } from './texts.ts';

/** What was found, to copy, to show or to scan. */
export function SupportCard() {
  const t = useTexts();
  const language = useLanguage();
  const findings = useFindings();
  const [outcome, setOutcome] = useState<'copied' | 'not_copied' | null>(null);
  const report = describeReport(findings, {
    version: appVersion,
    device: describeDevice(navigator.userAgent),
    screen: `${screen.width}x${screen.height}@${devicePixelRatio}`,
    language,
    at: new Date(),
  });

  async function copy() {
    try {
      await navigator.clipboard.writeText(report);
      setOutcome('copied');
    } catch {
      setOutcome('not_copied');
    }
  }

  return (
    <Card title={t('report.title')}>
      <p className="mb-3 text-ink-soft">{t('report.text')}</p>
      <section aria-label={t('report.label')}>
        <pre dir="ltr" className="rounded-xl bg-sunken p-3 text-sm whitespace-pre-wrap wrap-anywhere">
          {report}
        </pre>
      </section>
      <div className="mt-3 flex flex-wrap items-center gap-3">
        <Button look="secondary" icon={<Copy className="size-5" />} onClick={() => void copy()}>
          {t('report.copy')}
        </Button>
        <p role="status">{outcome && t(`report.${outcome}`)}</p>
      </div>
      <QrCode value={report} label={t('report.qr')} className="mx-auto mt-4 w-full max-w-64 rounded-xl" />
    </Card>
  );
}
