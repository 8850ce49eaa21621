import { type Invitation, withdrawInvitation } from '@hadir/contract/people.ts';
import { useQuery } from '@tanstack/react-query';
import { MailPlus, UserPlus } from 'lucide-react';
import { useState } from 'react';
import { useMe } from '#features/sign-in/me.ts';
import { callOrThrow } from '#lib/api.ts';
import { useCommand } from '#lib/use-command.ts';
import { Button } from '#ui/button.tsx';
import { ConfirmDialog } from '#ui/confirm-dialog.tsx';
import { Page } from '#ui/page.tsx';
import { QueryView } from '#ui/query-view.tsx';
import { EmptyState } from '#ui/states.tsx';
import { showToast } from '#ui/toast.tsx';
import { InvitationRow } from './invitation-row.tsx';
import { useTexts } from './invitation-texts.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { invitationsQuery } from './people-queries.ts';

/** Staff come in by invitation only. */
export default function InvitationsPage() {
  const t = useTexts();
  const zone = useMe().school.time_zone;
  const query = useQuery(invitationsQuery);
  const [isInviting, setIsInviting] = useState(false);
  const [withdrawn, setWithdrawn] = useState<Invitation | null>(null);

  return (
    <Page
      title={t('title')}
      intro={t('explained')}
      actions={
        <Button icon={<UserPlus className="size-5" aria-hidden="true" />} onClick={() => setIsInviting(true)}>
          {t('new')}
        </Button>
      }
    >
      <QueryView query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<MailPlus className="size-8" />} title={t('empty')}>
              {t('emptyHint')}
            </EmptyState>
          ) : (
            <ul className="divide-y divide-line rounded-2xl border border-line bg-surface shadow-lift">
              {items.map((invitation) => (
                <InvitationRow
                  key={invitation.id}
                  invitation={invitation}
                  zone={zone}
                  onWithdraw={() => setWithdrawn(invitation)}
                />
              ))}
            </ul>
          )
        }
      </QueryView>
      {isInviting && <InviteDialog zone={zone} onClose={() => setIsInviting(false)} />}
      {withdrawn && <WithdrawDialog invitation={withdrawn} onClose={() => setWithdrawn(null)} />}
    </Page>
  );
}

function WithdrawDialog({ invitation, onClose }: { invitation: Invitation; onClose: () => void }) {
  const t = useTexts();
  const { id, name } = invitation;
  const withdraw = useCommand(
    (invitationId: string) => callOrThrow(withdrawInvitation, { params: { id: invitationId } }),
    {
      refresh: [invitationsQuery.queryKey],
      onDone: () => {
        showToast(t('withdrawn', { name }));
        onClose();
      },
    },
  );
  return (
    <ConfirmDialog
      title={t('withdrawQuestion', { name })}
      description={t('withdrawExplained')}
      confirmLabel={t('withdraw')}
      look="danger"
      isBusy={withdraw.isBusy}
      failure={withdraw.failure}
      onConfirm={() => withdraw.run(id)}
      onClose={onClose}
    />
  );
}
