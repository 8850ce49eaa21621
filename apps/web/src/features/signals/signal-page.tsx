import type { SignalFull } from '@hadir/contract/signals.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { AttemptList } from '#features/attempts/attempt-list.tsx';
import { useMe } from '#features/sign-in/me.ts';
import { BackLink } from '#ui/back-link.tsx';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { DecideSignalDialog, type Decision } from './decide-signal-dialog.tsx';
import { describeSignal } from './describe-signal.ts';
import { SignalFacts } from './signal-facts.tsx';
import { signalQuery } from './signal-queries.ts';
import { useTexts } from './texts.ts';

/** One signal: what was seen, who is part of it, the attempts behind it, and what the admin makes of it. */
export default function SignalPage() {
  const t = useTexts();
  const { id = '' } = useParams();
  const query = useQuery(signalQuery(id));
  return (
    <Page title={query.data ? describeSignal(query.data).title : t('detail.pageTitle')} intro={t('detail.audited')}>
      <BackLink to="/signals">{t('back')}</BackLink>
      <QueryView query={query}>{(signal) => <SignalView signal={signal} />}</QueryView>
    </Page>
  );
}

function SignalView({ signal }: { signal: SignalFull }) {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const [decision, setDecision] = useState<Decision | null>(null);
  const { attempts, attempts_total: total } = signal;
  const choices: Decision[] = signal.state === 'open' ? ['dismiss', 'confirm'] : ['reopen'];
  return (
    <>
      <SignalFacts
        signal={signal}
        zone={zone}
        actions={choices.map((choice) => (
          <Button key={choice} look="secondary" onClick={() => setDecision(choice)}>
            {t(`decide.${choice}`)}
          </Button>
        ))}
      />
      <Card
        title={t('detail.attempts')}
        actions={
          total > 0 && (
            <ButtonLink look="secondary" to={`/attempts?signal_id=${encodeURIComponent(signal.id)}`}>
              {t('detail.allAttempts', { count: total })}
            </ButtonLink>
          )
        }
      >
        {attempts.length === 0 ? (
          <p className="text-ink-soft">{t('detail.noAttempts')}</p>
        ) : (
          <AttemptList attempts={attempts} zone={zone} />
        )}
      </Card>
      {decision && <DecideSignalDialog signal={signal} decision={decision} onClose={() => setDecision(null)} />}
    </>
  );
}
