import { readGuardianLink } from '@hadir/contract/consent.ts';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLinkToken } from '#features/sign-in/use-link-token.ts';
import { callOrThrow } from '#lib/api.ts';
import { Notice } from '#ui/notice.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { Result } from '#ui/result.tsx';
import { Shell } from '#ui/shell.tsx';
import { GuardianForm } from './guardian-form.tsx';
import { useTexts } from './guardian-texts.ts';

/** Where a guardian's link leads: what the school asks, about whom, and the place to agree. Nobody signs in. */
export default function GuardianPage() {
  const t = useTexts();
  const token = useLinkToken();
  const [agreedFor, setAgreedFor] = useState<string | null>(null);
  return (
    <Shell nav={[]}>
      <Page title={t('title')} width="narrow">
        {agreedFor !== null ? (
          <Result look="good" title={t('done_title')} actions={null}>
            <p>{t('done_text', { name: agreedFor })}</p>
          </Result>
        ) : token === null ? (
          <Notice tone="warn">{t('no_token')}</Notice>
        ) : (
          <Question token={token} onAgreed={setAgreedFor} />
        )}
      </Page>
    </Shell>
  );
}

function Question({ token, onAgreed }: { token: string; onAgreed: (name: string) => void }) {
  const query = useQuery({
    queryKey: ['guardian-link', token],
    queryFn: ({ signal }) => callOrThrow(readGuardianLink, { body: { token }, signal }),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <QueryView query={query}>
      {(asked) => (
        <GuardianForm
          key={asked.consent.version}
          token={token}
          asked={asked}
          onAgreed={() => onAgreed(asked.student)}
          onChanged={() => void query.refetch()}
        />
      )}
    </QueryView>
  );
}
