import { formatNumber } from '#lib/format.ts';
import { text } from './texts.ts';

type Values = Record<string, unknown> | null;

/** One field of a row: what it was and what it is; null where there was nothing. */
export type Change = { name: string; before: string | null; after: string | null; hasChanged: boolean };

/** The fields of both sides in the order they come; what lies deeper is named by its path. */
export function describeChange(before: Values, after: Values): Change[] {
  const [old, next] = [leavesOf(before), leavesOf(after)];
  return [...new Set([...old.keys(), ...next.keys()])].map((name) => {
    const [was, is] = [old.get(name) ?? null, next.get(name) ?? null];
    return { name, before: was, after: is, hasChanged: before !== null && after !== null && was !== is };
  });
}

function leavesOf(values: Values): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string) => {
    const isTree = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isTree) leaves.set(path, inWords(value));
    else for (const [key, inner] of Object.entries(value)) walk(inner, path ? `${path} · ${named(key)}` : named(key));
  };
  if (values !== null) walk(values, '');
  return leaves;
}

const named = (key: string) => key.replaceAll('_', ' ');

function inWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return text('nothing');
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no');
  if (typeof value === 'number') return formatNumber(value, { maximumFractionDigits: 6, useGrouping: false });
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return JSON.stringify(value);
  const items = value.map((item) => (typeof item === 'object' && item !== null ? JSON.stringify(item) : inWords(item)));
  return items.join(', ') || text('nothing');
}
