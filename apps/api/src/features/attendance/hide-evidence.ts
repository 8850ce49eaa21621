import { may, type Role } from '@hadir/contract/permissions.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';

/** Rows of a roster as this role reads them: who decides nothing sees who is there, and not what spoke against it. */
export function hideEvidence(role: Role, items: RosterItem[]): RosterItem[] {
  if (may(role, 'reviews:read')) return items;
  return items.map(({ student, standing, record }) => ({
    student: { ...student, is_face_off: false },
    standing,
    record: record && { ...record, review_reasons: [], template_id: null },
    last_refusal: null,
    waiting_key: null,
  }));
}
