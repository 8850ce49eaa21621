import { Preferences } from '@hadir/contract/preferences.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import type { Context } from '#http/context.ts';

/** Keeps the language and look that the person wants, wherever they sign in next. */
export async function changePreferences(
  context: Pick<Context, 'db'>,
  person: Actor,
  wanted: { [K in keyof Preferences]?: Preferences[K] | undefined },
): Promise<Preferences> {
  return context.db.$transaction(async (tx) => {
    const where = { id: person.id, schoolId: person.schoolId };
    const select = { language: true, theme: true, contrast: true } as const;
    const before = Preferences.parse(await tx.person.findUniqueOrThrow({ where, select }));
    const { language = before.language, theme = before.theme, contrast = before.contrast } = wanted;
    const after = { language, theme, contrast };
    if (language === before.language && theme === before.theme && contrast === before.contrast) return after;
    await tx.person.update({ where, data: after });
    await recordAudit(tx, {
      ...by(person),
      action: 'person.preferences_changed',
      subjectType: 'person',
      subjectId: person.id,
      before,
      after,
    });
    return after;
  });
}
