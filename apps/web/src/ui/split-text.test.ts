import { expect, it } from 'vitest';
import { splitText } from './split-text.ts';

it('parts paragraphs at empty lines and makes a list of lines that begin with a hyphen', () => {
  expect(splitText('How long:\n- marks: 7 years\n• log: 5 years\n\nAsk us.\nAny time.\n\n\n-5 is a number')).toEqual([
    { kind: 'paragraph', lines: ['How long:'] },
    { kind: 'list', lines: ['marks: 7 years', 'log: 5 years'] },
    { kind: 'paragraph', lines: ['Ask us.', 'Any time.'] },
    { kind: 'paragraph', lines: ['-5 is a number'] },
  ]);
  expect(splitText(' \n')).toEqual([]);
});
