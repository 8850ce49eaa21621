import { expect, it } from 'vitest';
import { describeVerification } from './describe-verification.ts';

const say = (count: number) =>
  describeVerification(
    { finding: null, rows: count, erased: count, waiting: count, checkpoints: count },
    'hadir_api',
    [],
  ).split('\n');

it('counts one in the singular and several in the plural', () => {
  const one = ['1 payload was erased; the rows stand.', '1 row waits to be sealed.'];
  expect(say(1)).toEqual(
    expect.arrayContaining([...one, '1 row verified against 1 signed checkpoint: every row is as it was written.']),
  );
  const several = ['2 payloads were erased; the rows stand.', '2 rows wait to be sealed.'];
  expect(say(2)).toEqual(
    expect.arrayContaining([
      ...several,
      '2 rows verified against 2 signed checkpoints: every row is as it was written.',
    ]),
  );
});
