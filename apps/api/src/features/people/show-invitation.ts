import { Invitation } from '@hadir/contract/people.ts';

type Row = {
  id: string;
  name: string;
  email: string;
  role: string;
  expiresAt: Date;
  usedAt: Date | null;
};

/** An invitation as admins see it; its token is known to the invited person only. */
export function showInvitation(row: Row): Invitation {
  return Invitation.parse({
    id: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    expires_at: row.expiresAt.toISOString(),
    used_at: row.usedAt?.toISOString() ?? null,
  });
}
