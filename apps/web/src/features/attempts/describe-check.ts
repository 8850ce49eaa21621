import type { CheckResult, RiskItem } from '@hadir/contract/attempts.ts';
import { formatNumber } from '#lib/format.ts';
import { defineTexts, type TextKey } from '#lib/i18n.ts';
import en from './checks.en.json';

const { text } = defineTexts('checks', { en });

type DescribedCheck = {
  readonly title: string;
  /** Sentences on why it ended as it did; empty when there is nothing to say. */
  readonly why: readonly string[];
  /** What was seen and the limits it was judged by. */
  readonly values: readonly { readonly name: string; readonly value: string }[];
};

/** A check in words. What a later server says in words that are not in the catalogue is shown as it came. */
export function describeCheck({ name, detail }: CheckResult): DescribedCheck {
  const { why, values } = describeDetail(detail);
  return { title: word('name', en.name, name), why: [...why, ...describeRecognisers(detail)], values };
}

/** One sentence for each recogniser and one for both; none where the first has judged alone. */
function describeRecognisers(detail: CheckResult['detail']): string[] {
  const value = (key: string) => describeValue(detail[key] ?? null);
  if (detail.second_distance === undefined) return [];
  return [
    text('recognisers.first', { distance: value('first_distance'), largest: value('first_largest') }),
    text('recognisers.second', { distance: value('second_distance'), largest: value('second_largest') }),
    text('recognisers.together', {
      distance: value('distance'),
      threshold: value('threshold'),
      bandEnd: value('band_end'),
    }),
  ];
}

/** What gave points, in the same manner. */
export function describeRisk({ component, detail }: RiskItem): DescribedCheck {
  return { title: word('risk', en.risk, component), ...describeDetail(detail) };
}

function describeDetail({ why, nearest_person: _, ...values }: CheckResult['detail']): Omit<DescribedCheck, 'title'> {
  return {
    why: typeof why === 'string' && why !== '' ? why.split(' ').map((reason) => word('why', en.why, reason)) : [],
    // The database forgets the order of the keys; the catalogue has them in the order they are read in.
    values: Object.entries(values)
      .sort(([a], [b]) => rank(a) - rank(b))
      .map(([key, value]) => ({
        name: word('detail', en.detail, key),
        value: describeNamed(key, value),
      })),
  };
}

function describeNamed(key: string, value: string | number | boolean | null): string {
  if (key === 'zone') return word('zone', en.zone, String(value));
  if (key === 'room_code') return word('room_code', en.room_code, String(value));
  if (key === 'liveness') return word('liveness', en.liveness, String(value));
  if (key === 'policy') return word('policy', en.policy, String(value));
  return describeValue(value);
}

const known = Object.keys(en.detail);
const rank = (key: string) => (known.includes(key) ? known.indexOf(key) : known.length);

type Section = 'name' | 'why' | 'detail' | 'zone' | 'risk' | 'room_code' | 'liveness' | 'policy';

/** The words for a key, which is looked up in its section before it is taken for a key of the catalogue. */
function word<S extends Section>(section: S, known: (typeof en)[S], key: string): string {
  return isKeyOf(known, key) ? text(`${section}.${key}` as TextKey<typeof en>) : key.replaceAll('_', ' ');
}

function isKeyOf<T extends object>(known: T, key: string): key is keyof T & string {
  return Object.hasOwn(known, key);
}

function describeValue(value: string | number | boolean | null): string {
  if (value === null) return text('nothing');
  if (typeof value === 'boolean') return text(value ? 'yes' : 'no');
  return typeof value === 'number' ? formatNumber(value, { maximumFractionDigits: 4 }) : value;
}
