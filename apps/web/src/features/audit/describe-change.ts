import type { AuditRow } from '@hadir/contract/audit.ts';
import { describeSetting, describeSettingValue } from '#features/school/describe-setting.ts';
import { formatNumber } from '#lib/format.ts';
import { defineTexts, type TextKey } from '#lib/i18n.ts';
import en from './fields.en.json';
import { text } from './texts.ts';

const { text: fieldText } = defineTexts('fields', { en });

type Row = Pick<AuditRow, 'action' | 'before' | 'after'>;
type Values = Row['before'];

/** One field of a row: what it was and what it is; null where there was nothing. */
export type Change = { name: string; before: string | null; after: string | null; hasChanged: boolean };

/** The fields of both sides in the order they come; what lies deeper is named by its path. */
export function describeChange({ action, before, after }: Row): Change[] {
  const words = action === 'settings.updated' ? ofSettings : asStored;
  const [old, next] = [leavesOf(before, words), leavesOf(after, words)];
  return [...new Set([...old.keys(), ...next.keys()])].map((name) => {
    const [was, is] = [old.get(name) ?? null, next.get(name) ?? null];
    return { name, before: was, after: is, hasChanged: before !== null && after !== null && was !== is };
  });
}

type Words = { name: (key: string) => string; value: (value: unknown, key: string) => string };

/** Fields whose values are words of ours and not of a person. */
const coded = [
  ...['state', 'status', 'phase', 'role', 'method', 'origin', 'approved_by', 'given_by', 'consent_policy'],
  ...['language', 'theme', 'contrast'],
];

const asStored: Words = {
  name: (key) => inCatalogue('name', key) ?? key.replaceAll('_', ' '),
  value: (value, key) =>
    typeof value === 'string' && coded.includes(key) ? (inCatalogue('value', value) ?? value) : inWords(value),
};

/** The words for a key of the database; what a later server adds has none yet. */
function inCatalogue(part: keyof typeof en, key: string): string | null {
  return Object.hasOwn(en[part], key) ? fieldText(`${part}.${key}` as TextKey<typeof en>) : null;
}

/** The words of the page where the settings are made. */
const ofSettings: Words = {
  name: describeSetting,
  value: (value) => (typeof value === 'string' ? describeSettingValue(value) : inWords(value)),
};

function leavesOf(values: Values, { name, value: say }: Words): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string, key = '') => {
    const isTree = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isTree) leaves.set(path, say(value, key));
    else
      for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path} · ${name(key)}` : name(key), key);
  };
  if (values !== null) walk(values, '');
  return leaves;
}

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return text('nothing');
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no');
  if (typeof value === 'number') return formatNumber(value, { maximumFractionDigits: 6, useGrouping: false });
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const items = value.map((item) => (typeof item === 'object' && item !== null ? JSON.stringify(item) : inWords(item)));
  return items.join(', ') || text('nothing');
}
