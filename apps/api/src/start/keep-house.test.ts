import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { keepHouse } from './keep-house.ts';

it('what fails is logged and holds up nothing that comes after it', async () => {
  const lines: string[] = [];
  const log = pino({ base: null }, { write: (line: string) => void lines.push(line) });
  const end = keepHouse(
    { log },
    {
      'broken things': () => Promise.reject(new Error('no disk')),
      nothing: async () => 0,
      'old things': async () => 7,
    },
  );
  await vi.waitFor(() => expect(lines).toHaveLength(2));
  end();
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { err: { message: 'no disk' }, msg: 'broken things were not forgotten' },
    { count: 7, msg: 'old things were forgotten' },
  ]);
});
