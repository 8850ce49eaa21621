import { CircleCheck, CircleHelp, CircleX, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { applyUpdate } from '#lib/app-update.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { classes } from '#ui/classes.ts';
import { Spinner } from '#ui/spinner.tsx';
import { askToKeep } from './check-storage.ts';
import type { Finding, Part, Why } from './finding.ts';
import { guideOf } from './guide-of.ts';
import type { Platform } from './platform.ts';
import { runQuietChecks } from './run-checks.ts';
import { Steps } from './steps.tsx';
import { useTexts } from './texts.ts';

const looks = {
  waiting: { Icon: CircleHelp, colour: 'text-ink-soft' },
  looking: { Icon: Spinner, colour: 'text-brand' },
  good: { Icon: CircleCheck, colour: 'text-good' },
  warn: { Icon: TriangleAlert, colour: 'text-warn' },
  bad: { Icon: CircleX, colour: 'text-bad' },
} as const;

/** One part of the check: how it stands in a word, and where something is wrong, what to do. */
export function FindingRow({ part, finding, platform }: { part: Part; finding: Finding; platform: Platform }) {
  const t = useTexts();
  const { Icon, colour } = looks[finding.kind];
  const why = 'why' in finding ? finding.why : null;
  return (
    <li className="flex gap-3 py-3" data-testid={`check-${part}`} data-state={finding.kind} data-why={why ?? ''}>
      <Icon className={classes('mt-0.5 size-6 shrink-0', colour)} aria-hidden="true" />
      <div className="min-w-0 flex-1 space-y-2">
        <div className="flex flex-wrap items-baseline justify-between gap-x-3">
          <h2 className="font-semibold">{t(`part.${part}`)}</h2>
          <p className={classes('flex flex-wrap gap-x-2 text-sm font-medium', colour)}>
            <span>{t(`state.${finding.kind}`)}</span>
            {'fact' in finding && finding.fact && (
              <bdi dir="ltr" className="font-normal text-ink-soft tabular-nums">
                {finding.fact}
              </bdi>
            )}
          </p>
        </div>
        {why && <WayOut why={why} platform={platform} />}
      </div>
    </li>
  );
}

function WayOut({ why, platform }: { why: Why; platform: Platform }) {
  const t = useTexts();
  const guide = guideOf[why];
  return (
    <>
      <p className="font-medium">{t(`found.${why}.title`)}</p>
      <p className="text-ink-soft">{t(`found.${why}.text`)}</p>
      {guide && <Steps text={t(`steps.${guide}.${platform}`)} />}
      {why === 'storage.cleared' && <KeepButton />}
      {why === 'app.stale' && <Button onClick={() => void applyUpdate()}>{t('found.app.stale.update')}</Button>}
      {why === 'app.untrusted' && <ButtonLink to="/trust">{t('found.app.untrusted.guide')}</ButtonLink>}
    </>
  );
}

function KeepButton() {
  const t = useTexts();
  const [isRefused, setRefused] = useState(false);
  async function ask() {
    if (await askToKeep()) await runQuietChecks();
    else setRefused(true);
  }
  return (
    <>
      <Button look="secondary" onClick={() => void ask()}>
        {t('found.storage.cleared.ask')}
      </Button>
      <p role="status">{isRefused && t('found.storage.cleared.refused')}</p>
    </>
  );
}
