import { issueReset } from '@hadir/contract/account-security.ts';
import { may } from '@hadir/contract/permissions.ts';
import type { PersonRecord } from '@hadir/contract/students.ts';
import { useState } from 'react';
import { useMay, useMe } from '#features/sign-in/me.ts';
import { callOrThrow, type Reply } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button, ButtonLink } from '#ui/button.tsx';
import { Card } from '#ui/card.tsx';
import { FailureNotice } from '#ui/states.tsx';
import { IssuedDialog } from './issued-dialog.tsx';
import { ResetFactorDialog } from './reset-factor-dialog.tsx';
import { useTexts } from './texts.ts';

type Kind = 'code' | 'link';

/** Ways in which staff help somebody into the account: a code, a link to print, a slip, a lost second step. */
export function PersonAccess({ person }: { person: PersonRecord }) {
  const t = useTexts();
  const me = useMe();
  const isAdmin = useMay('staff:write');
  const helps = useMay('account_recovery:write');
  const [isResetting, setIsResetting] = useState(false);
  const [issued, setIssued] = useState<Reply<typeof issueReset> | null>(null);
  const issue = useCommand((kind: Kind) => callOrThrow(issueReset, { params: { id: person.id }, body: { kind } }), {
    onDone: setIssued,
  });
  const isBelow = person.role === 'student' || (isAdmin && (person.role === 'teacher' || person.role === 'viewer'));
  const isStaff = may(person.role, 'second_factor:write');
  if (!helps || !person.is_active || person.id === me.id || !(isBelow || (isAdmin && isStaff))) return null;
  return (
    <Card title={t('title')}>
      <p className="mb-4 text-ink-soft">{t(person.has_account ? 'intro' : 'intro_unclaimed')}</p>
      {issue.failure && <FailureNotice failure={issue.failure} />}
      <div className="flex flex-wrap gap-2">
        {isBelow && person.has_account && (
          <Button look="secondary" isBusy={issue.busyWith === 'code'} onClick={() => issue.run('code')}>
            {t('code')}
          </Button>
        )}
        {isBelow && isAdmin && (person.has_account || isStaff) && (
          <Button look="secondary" isBusy={issue.busyWith === 'link'} onClick={() => issue.run('link')}>
            {t('link')}
          </Button>
        )}
        {person.role === 'student' && !person.has_account && (
          <ButtonLink look="secondary" to={`/claim-codes?student=${person.id}`}>
            {t('slip')}
          </ButtonLink>
        )}
        {isAdmin && isStaff && (
          <Button look="secondary" onClick={() => setIsResetting(true)}>
            {t('factor.reset')}
          </Button>
        )}
      </div>
      {issued && <IssuedDialog name={person.name} issued={issued} onClose={() => setIssued(null)} />}
      {isResetting && <ResetFactorDialog person={person} onClose={() => setIsResetting(false)} />}
    </Card>
  );
}
