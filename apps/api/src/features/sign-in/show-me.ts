import { Preferences } from '@hadir/contract/preferences.ts';
import type { Me } from '@hadir/contract/sign-in.ts';
import type { Context } from '#http/context.ts';

/** What a person sees of the own account. */
export async function showMe(context: Pick<Context, 'db'>, person: { id: string }): Promise<Me> {
  const { school, photo, language, theme, contrast, ...own } = await context.db.person.findUniqueOrThrow({
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
      school: { select: { id: true, name: true, timeZone: true } },
    },
  });
  return {
    ...own,
    has_photo: photo !== null,
    school: { id: school.id, name: school.name, time_zone: school.timeZone },
    preferences: Preferences.parse({ language, theme, contrast }),
  };
}
