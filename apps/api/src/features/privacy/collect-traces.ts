import type { PersonExport } from '@hadir/contract/person-export.ts';
import type { Tx } from '#db.ts';

const at = (when: Date | null) => when?.toISOString() ?? null;

type Traces = Pick<PersonExport, 'phones' | 'phone_uses' | 'passkeys' | 'sign_ins' | 'failed_sign_ins'> &
  Pick<PersonExport, 'refused_requests' | 'signals' | 'calendar_feeds' | 'audit'>;

/** What a person leaves behind: phones, sign-ins, signals, and what the audit log says of them. */
export async function collectTraces(tx: Tx, person: { id: string; schoolId: string }): Promise<Traces> {
  const { id, schoolId } = person;
  const own = { personId: id };
  const phones = await tx.deviceKey.findMany({ where: own, orderBy: { createdAt: 'asc' } });
  const uses = await tx.deviceUse.findMany({ where: own, orderBy: { firstAt: 'asc' } });
  const passkeys = await tx.passkey.findMany({ where: own, orderBy: { createdAt: 'asc' } });
  const signIns = await tx.signIn.findMany({ where: own, orderBy: { createdAt: 'asc' } });
  const failed = await tx.failedSignIn.findMany({ where: own, orderBy: { createdAt: 'asc' } });
  const refused = await tx.refusedRequests.findMany({ where: own, orderBy: { hourAt: 'asc' } });
  const signals = await tx.fraudSignal.findMany({ where: { people: { some: own } }, orderBy: { firstAt: 'asc' } });
  const feeds = await tx.calendarFeed.findMany({ where: own, orderBy: { createdAt: 'asc' } });
  return {
    phones: phones.map((row) => ({
      label: row.label,
      state: row.state,
      device_hash: row.deviceHash,
      made_at: row.createdAt.toISOString(),
      last_used_at: at(row.lastUsedAt),
      ended_at: at(row.revokedAt),
    })),
    phone_uses: uses.map((row) => ({
      device_hash: row.deviceHash,
      first_at: row.firstAt.toISOString(),
      last_at: row.lastAt.toISOString(),
    })),
    passkeys: passkeys.map((row) => ({
      label: row.label,
      made_at: row.createdAt.toISOString(),
      last_used_at: at(row.lastUsedAt),
    })),
    sign_ins: signIns.map((row) => ({
      at: row.createdAt.toISOString(),
      last_seen_at: row.lastSeenAt.toISOString(),
      ended_at: at(row.endedAt),
      address: row.address,
      user_agent: row.userAgent,
    })),
    failed_sign_ins: failed.map((row) => ({ at: row.createdAt.toISOString(), address: row.address })),
    refused_requests: refused.map((row) => ({
      hour: row.hourAt.toISOString(),
      code: row.code,
      requests: row.requests,
    })),
    signals: signals.map((row) => ({
      kind: row.kind,
      state: row.state,
      first_at: row.firstAt.toISOString(),
      last_at: row.lastAt.toISOString(),
    })),
    calendar_feeds: feeds.map((row) => ({ made_at: row.createdAt.toISOString(), ended_at: at(row.endedAt) })),
    audit: await listAudit(tx, id, schoolId),
  };
}

/** Who else acted is said by role alone. */
async function listAudit(tx: Tx, id: string, schoolId: string): Promise<Traces['audit']> {
  const rows = await tx.auditEntry.findMany({
    where: { schoolId, OR: [{ actorId: id }, { subjectType: 'person', subjectId: id }] },
    orderBy: { createdAt: 'asc' },
    select: { createdAt: true, action: true, actorId: true },
  });
  const others = rows.flatMap(({ actorId }) => (actorId !== null && actorId !== id ? [actorId] : []));
  const people = await tx.person.findMany({
    where: { schoolId, id: { in: [...new Set(others)] } },
    select: { id: true, role: true },
  });
  const roles = new Map(people.map((person) => [person.id, person.role]));
  return rows.map(({ createdAt, action, actorId }) => ({
    at: createdAt.toISOString(),
    action,
    by: actorId === id ? 'the person' : actorId === null ? 'the product' : (roles.get(actorId) ?? 'somebody else'),
  }));
}
