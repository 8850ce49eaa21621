import { expect, it } from 'vitest';
import { decideKeyLabel } from './decide-key-label.ts';

const key = (label: string, deviceHash = 'other') => ({ label, deviceHash });
const claim = { label: 'Android · Chrome', device_id: 'mine' };

it.each([
  ['the first keeps its own name', [], false, 'Android · Chrome'],
  ['one of another name, too', [key('iPhone · Safari')], false, 'Android · Chrome'],
  ['the second has a number', [key('Android · Chrome')], false, 'Android · Chrome (2)'],
  ['the third another', [key('Android · Chrome'), key('Android · Chrome (2)')], false, 'Android · Chrome (3)'],
  ['the same browser keeps its name', [key('A phone', 'mine'), key('Android · Chrome')], true, 'A phone'],
])('%s', (_, earlier, isEvicted, expected) => {
  expect(decideKeyLabel(earlier, claim, isEvicted)).toBe(expected);
});

it('stays within what is kept of a name', () => {
  const long = 'x'.repeat(80);
  expect(decideKeyLabel([key(long)], { ...claim, label: long }, false)).toBe(`${'x'.repeat(76)} (2)`);
});
