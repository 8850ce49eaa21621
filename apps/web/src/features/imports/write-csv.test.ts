import { expect, it } from 'vitest';
import { writeCsv } from './write-csv.ts';

it('opens in a spreadsheet as it is, and no cell begins a formula', async () => {
  const blob = writeCsv([
    ['Name', 'Value'],
    ['عبد الله', '=cmd()'],
    ['Otieno, "Baraka"', '-1'],
    ['two\nlines', '@x'],
  ]);
  const bytes = new Uint8Array(await blob.arrayBuffer());
  expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await blob.text()).toBe(`Name,Value\r\nعبد الله,'=cmd()\r\n"Otieno, ""Baraka""",'-1\r\n"two\nlines",'@x\r\n`);
});
