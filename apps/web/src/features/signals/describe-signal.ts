import type { Signal } from '@hadir/contract/signals.ts';
import { formatNumber } from '#lib/format.ts';
import { describeTravelTime, kilometresAnHour, metres } from './describe-amount.ts';
import { text } from './texts.ts';

type DescribedSignal = {
  readonly title: string;
  /** Sentences on what was seen. */
  readonly what: readonly string[];
  /** What it may mean, the honest reasons included. */
  readonly why: string;
};

type Detail = Signal['detail'];

const number = (detail: Detail, name: string) => (typeof detail[name] === 'number' ? detail[name] : 0);

/** A signal in words; the reader needs no numbers but these. */
export function describeSignal({ kind, detail }: Pick<Signal, 'kind' | 'detail'>): DescribedSignal {
  const title = text(`kinds.${kind}`);
  if (kind !== 'unusual_attendance') return { title, what: wordsOf[kind](detail), why: text(`why.${kind}`) };
  const { rule } = detail;
  if (rule !== 'unlike_before' && rule !== 'room_code_turn' && rule !== 'lockstep') {
    return { title, what: [text('what.unknown')], why: '' };
  }
  return { title, what: [unusual[rule](detail)], why: text(`why.${rule}`) };
}

type Words = (detail: Detail) => string[];

const wordsOf: Record<Exclude<Signal['kind'], 'unusual_attendance'>, Words> = {
  shared_phone: (detail) => {
    if (detail.device_key) return [text('what.borrowed_key')];
    const inOneClass = number(detail, 'in_one_class');
    return [
      text('what.shared_phone', { count: number(detail, 'people'), days: number(detail, 'days') }),
      ...(inOneClass > 1 ? [text('what.in_one_class', { count: inOneClass })] : []),
    ];
  },
  many_phones: (detail) => {
    const evictions = number(detail, 'evictions');
    return [
      text('what.many_phones', { phones: number(detail, 'phones'), days: number(detail, 'days') }),
      ...(evictions > 0 ? [text('what.evictions', { count: evictions })] : []),
    ];
  },
  impossible_travel: (detail) => [
    text('what.impossible_travel', {
      distance: metres(number(detail, 'distance_m')),
      time: describeTravelTime(number(detail, 'seconds')),
      speed: kilometresAnHour(number(detail, 'metres_per_second')),
    }),
  ],
  equal_positions: (detail) => [
    text('what.equal_positions', { people: number(detail, 'people'), days: number(detail, 'days') }),
    ...(number(detail, 'fixes') > 1 ? [text('what.fixes', { fixes: number(detail, 'fixes') })] : []),
  ],
  outside_place: (detail) => [
    text('what.outside_place', {
      count: number(detail, 'sessions'),
      days: number(detail, 'days'),
      farthest: metres(number(detail, 'farthest_m')),
    }),
  ],
  failed_sign_ins_account: (detail) => [
    text('what.failed_sign_ins_account', {
      failures: formatNumber(number(detail, 'failures')),
      minutes: number(detail, 'minutes'),
    }),
    text('what.addresses', { count: number(detail, 'addresses') }),
  ],
  failed_sign_ins_address: (detail) => [
    text('what.failed_sign_ins_address', {
      failures: formatNumber(number(detail, 'failures')),
      accounts: formatNumber(number(detail, 'accounts')),
      minutes: number(detail, 'minutes'),
      address: String(detail.address ?? ''),
    }),
  ],
  refused_requests: (detail) => [
    text('what.refused_requests', {
      list: Object.entries(detail)
        .map(([code, count]) => text(`codes.${isCode(code) ? code : 'other'}`, { count: Number(count) }))
        .join(', '),
    }),
  ],
};

const codes = ['not_signed_in', 'password_wrong', 'csrf_refused', 'body_too_large', 'retry_later'] as const;

function isCode(code: string): code is (typeof codes)[number] {
  return codes.some((known) => known === code);
}

const unusual = {
  unlike_before: (detail: Detail) => {
    const parts = [
      ...(detail.other_hour === true ? [text('what.other_hour')] : []),
      ...(detail.other_place === true ? [text('what.other_place')] : []),
    ];
    const [first = '', second] = parts;
    const list = second === undefined ? text('what.alone', { first }) : text('what.both', { first, second });
    return `${text('what.unlike_before', { marks: number(detail, 'marks_before') })} ${list}`;
  },
  room_code_turn: (detail: Detail) =>
    text('what.room_code_turn', {
      attended: number(detail, 'attended_before'),
      before: number(detail, 'sessions_before'),
      byCode: number(detail, 'by_code'),
    }),
  lockstep: (detail: Detail) =>
    text('what.lockstep', {
      seconds: number(detail, 'seconds'),
      near: number(detail, 'near'),
      sessions: number(detail, 'sessions'),
      expected: formatNumber(number(detail, 'expected')),
    }),
};
