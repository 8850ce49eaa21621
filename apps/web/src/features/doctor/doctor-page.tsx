import { RefreshCw, Stethoscope } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useBreak } from '#lib/use-break.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { Segmented } from '#ui/segmented.tsx';
import { Shell } from '#ui/shell.tsx';
import { type Findings, useFindings } from './doctor-store.ts';
import { parts } from './finding.ts';
import { FindingRow } from './finding-row.tsx';
import { detectPlatform, platforms } from './platform.ts';
import { runQuietChecks, runTappedChecks } from './run-checks.ts';
import { SupportCard } from './support-card.tsx';
import { useTexts } from './texts.ts';

/** What keeps Hadir from working here, and the way out. Open to everybody, signed in or not. */
export default function DoctorPage() {
  const t = useTexts();
  const breakScreen = useBreak();
  const findings = useFindings();
  const [platform, setPlatform] = useState(detectPlatform);
  const [running, setRunning] = useState<AbortController | null>(null);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => void runQuietChecks().catch(breakScreen), [breakScreen]);
  // Whoever leaves the page leaves no camera running behind it.
  useEffect(() => () => running?.abort(), [running]);

  async function start() {
    if (!video.current) return;
    const leaving = new AbortController();
    setRunning(leaving);
    try {
      await runTappedChecks(video.current, leaving.signal);
    } catch (error) {
      breakScreen(error);
    }
    setRunning(null);
  }

  return (
    <Shell nav={[]}>
      <Page title={t('title')} intro={t('intro')} width="narrow">
        <Card>
          <Summary findings={findings} />
          <ul className="mt-2 divide-y divide-line">
            {parts.map((part) => (
              <FindingRow key={part} part={part} finding={findings[part]} platform={platform} />
            ))}
          </ul>
          <video
            ref={video}
            hidden={findings.camera.kind !== 'looking'}
            className="mx-auto aspect-square w-40 -scale-x-100 rounded-full bg-sunken object-cover"
            muted
            playsInline
            aria-label={t('preview')}
          />
          <div className="mt-4 space-y-3">
            <p className="text-sm text-ink-soft">{t('start_text')}</p>
            {running ? (
              <Button size="large" look="secondary" onClick={() => running.abort()}>
                {t('stop')}
              </Button>
            ) : (
              <Button size="large" icon={<Stethoscope className="size-6" />} onClick={() => void start()}>
                {t('start')}
              </Button>
            )}
            <Button
              look="quiet"
              className="w-full"
              icon={<RefreshCw className="size-5" />}
              onClick={() => void runQuietChecks().catch(breakScreen)}
            >
              {t('again')}
            </Button>
          </div>
        </Card>
        <Segmented
          legend={t('guide_for')}
          segments={platforms.map((value) => ({ value, label: t(`platform.${value}`) }))}
          value={platform}
          onChange={setPlatform}
        />
        <SupportCard />
        <ButtonLink look="quiet" className="w-full" to="/">
          {t('sign_in')}
        </ButtonLink>
      </Page>
    </Shell>
  );
}

function Summary({ findings }: { findings: Findings }) {
  const t = useTexts();
  const count = (kind: 'bad' | 'warn' | 'looking') => parts.filter((part) => findings[part].kind === kind).length;
  const [broken, drawbacks] = [count('bad'), count('warn')];
  const words =
    broken > 0 ? t('sum.bad', { count: broken }) : drawbacks > 0 ? t('sum.warn', { count: drawbacks }) : t('sum.good');
  return (
    <p role="status" className="text-lg font-semibold">
      {count('looking') > 0 ? t('state.looking') : words}
    </p>
  );
}
