import type { Guardian as GuardianOnWire } from '@hadir/contract/guardians.ts';
import { Language } from '@hadir/contract/preferences.ts';
import type { Guardian } from '#generated/prisma/client.ts';

export function showGuardian({ id, name, phone, email, language }: Guardian): GuardianOnWire {
  return { id, name, phone, email, language: Language.catch('en').parse(language) };
}
