import { readGuardianLink } from '@hadir/contract/consent.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLinkToken } from '#features/sign-in/use-link-token.ts';
import { callOrThrow } from '#lib/api.ts';
import { isRefused, toFailure } from '#lib/failure.ts';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { Result } from '#ui/result.tsx';
import { Shell } from '#ui/shell.tsx';
import { GuardianForm } from './guardian-form.tsx';
import { useTexts } from './guardian-texts.ts';

type Answer = { kind: 'agreed' | 'refused'; student: string };

/** Where a guardian's link leads: what the school asks, about whom, and the place to answer. Nobody signs in. */
export default function GuardianPage() {
  const t = useTexts();
  const token = useLinkToken();
  const [answer, setAnswer] = useState<Answer | null>(null);
  return (
    <Shell nav={[]}>
      <Page title={t('title')} width="narrow">
        {answer !== null ? (
          <Result look="good" title={t(`${answer.kind}_title`)} actions={null}>
            <p>{t(`${answer.kind}_text`, { name: answer.student })}</p>
          </Result>
        ) : token === null ? (
          <Notice tone="warn">{t('no_token')}</Notice>
        ) : (
          <Question token={token} onAnswered={setAnswer} />
        )}
      </Page>
    </Shell>
  );
}

function Question({ token, onAnswered }: { token: string; onAnswered: (answer: Answer) => void }) {
  const t = useTexts();
  const query = useQuery({
    queryKey: ['guardian-link', token],
    queryFn: ({ signal }) => callOrThrow(readGuardianLink, { body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (query.error && isRefused(toFailure(query.error), 'link_invalid')) {
    return (
      <Notice tone="warn" title={t('ended_title')} isLive>
        {t('ended_text')}
      </Notice>
    );
  }
  return (
    <QueryView query={query}>
      {(asked) => (
        <GuardianForm
          key={asked.consent.version}
          token={token}
          asked={asked}
          onAnswered={(kind) => onAnswered({ kind, student: asked.student })}
          onChanged={() => void query.refetch()}
        />
      )}
    </QueryView>
  );
}
