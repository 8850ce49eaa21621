import { Preferences } from '@hadir/contract/preferences.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import type { Context } from '#http/context.ts';

/** What a person sees of the own account. */
export async function showMe(context: Pick<Context, 'db'>, person: { id: string }): Promise<Me> {
  const { school, photo, language, theme, contrast, totpSecret, passkeys, ...own } =
    await context.db.person.findUniqueOrThrow({
      where: { id: person.id },
      select: {
        id: true,
        name: true,
        email: true,
        role: true,
        language: true,
        theme: true,
        contrast: true,
        photo: { select: { personId: true } },
        totpSecret: { select: { confirmedAt: true } },
        passkeys: { select: { id: true }, take: 1 },
        school: { select: { id: true, name: true, timeZone: true, staffSecondFactor: true, stoppedAt: true } },
      },
    });
  const hasFactor = passkeys.length > 0 || (totpSecret?.confirmedAt ?? null) !== null;
  return {
    ...own,
    lacks_second_factor: school.staffSecondFactor && own.role !== 'student' && !hasFactor,
    has_photo: photo !== null,
    school: {
      ...{ id: school.id, name: school.name, time_zone: school.timeZone },
      ...(school.stoppedAt !== null && { is_stopped: true as const }),
    },
    preferences: Preferences.parse({ language, theme, contrast }),
  };
}
