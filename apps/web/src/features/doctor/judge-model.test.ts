import { expect, it } from 'vitest';
import { judgeModel } from './judge-model.ts';
import known from './known-face.json';

const right = { first: known.descriptor, second: known.second, tookMs: 40 };
const turned = (values: readonly number[]) => values.toReversed();
const near = (values: readonly number[]) => values.map((value) => value + 0.01);

it.each([
  ['both as they should be', right, 'good', undefined],
  ['both nearly so', { ...right, first: near(right.first), second: near(right.second) }, 'good', undefined],
  ['a wrong first', { ...right, first: turned(right.first) }, 'bad', 'model.differs'],
  ['a wrong second', { ...right, second: turned(right.second) }, 'bad', 'model.differs'],
  ['a second of no numbers', { ...right, second: right.second.map(() => Number.NaN) }, 'bad', 'model.differs'],
  ['a second of another length', { ...right, second: right.second.slice(1) }, 'bad', 'model.differs'],
  ['no second', { ...right, second: null }, 'warn', 'model.partial'],
  ['a slow device', { ...right, tookMs: 1501 }, 'warn', 'model.slow'],
] as const)('finds %s', (_name, seen, kind, why) => {
  const finding = judgeModel(seen);
  expect([finding.kind, 'why' in finding ? finding.why : undefined]).toEqual([kind, why]);
});
