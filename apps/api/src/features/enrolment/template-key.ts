import type { KeyObject } from 'node:crypto';
import type { Context, MasterKey } from '#http/context.ts';
import { deriveSchoolKey, deriveTemplateKey, type Holder, unwrapDataKey, wrapDataKey } from './seal-descriptor.ts';

/** A template's row as far as its key goes. */
export type WrappedTemplate = Holder & { wrappedKey: Uint8Array; keyVersion: number };

type Keys = Pick<Context, 'keys' | 'vault'>;

/**
 * Opens data keys; a school's key is derived once. What does not open (a row that was moved or damaged, a secret that
 * was overwritten) gives null.
 */
export function createKeyOpener({ keys, vault }: Keys): (template: WrappedTemplate) => Buffer | null {
  const schoolKeys = new Map<string, KeyObject>();
  const schoolKeyOf = (master: MasterKey, schoolId: string) => {
    const name = `${master.version}|${schoolId}`;
    const key = schoolKeys.get(name) ?? deriveSchoolKey(master, schoolId);
    schoolKeys.set(name, key);
    return key;
  };
  return (template) => {
    const master = keys.find(template.keyVersion);
    const secret = master && vault.find(template.templateId);
    if (!secret) return null;
    const templateKey = deriveTemplateKey(schoolKeyOf(master, template.schoolId), secret, template);
    try {
      return unwrapDataKey(templateKey, template.wrappedKey, template);
    } catch {
      return null;
    }
  };
}

/** Has another process begun a rotation that we have not heard of? Then its key is looked for first. */
export async function knowKeysOf(context: Context, templates: readonly { keyVersion: number }[]): Promise<void> {
  if (templates.every(({ keyVersion }) => context.keys.find(keyVersion))) return;
  try {
    await context.keys.refresh();
  } catch (err) {
    context.log.error({ err }, 'a face template is sealed with a master key that is not given');
  }
}

/** The data key as it may lie in the database, under this master key and the template's secret in the vault. */
export function wrapForTemplate(master: MasterKey, secret: Buffer, holder: Holder, dataKey: Buffer) {
  const templateKey = deriveTemplateKey(deriveSchoolKey(master, holder.schoolId), secret, holder);
  return { wrappedKey: Uint8Array.from(wrapDataKey(templateKey, dataKey, holder)), keyVersion: master.version };
}
