import { expect, it } from 'vitest';
import { checkServer, judgeClock } from './check-server.ts';

const at = Date.parse('2026-11-20T10:00:00.000Z');

it.each([
  ['the same', 0, 'good', '0 s'],
  ['within the time of the answer', 150, 'good', '0 s'],
  ['30 s behind the server', 30_200, 'good', '-30 s'],
  ['20 minutes behind', 1_200_200, 'bad', '-1200 s'],
  ['20 minutes ahead', -1_200_000, 'bad', '+1200 s'],
])('a clock that is %s', (_name, serverIsLaterBy, kind, fact) => {
  expect(judgeClock(at, at + 200, at + serverIsLaterBy)).toMatchObject({ kind, fact });
});

it('tells a server that is away from one that is not well, and leaves the clock open', async () => {
  const away = await checkServer(
    async () => ({ kind: 'unreachable' }),
    () => at,
  );
  expect(away).toMatchObject({ server: { why: 'server.unreachable' }, clock: { why: 'clock.unknown' }, version: null });
  const ill = await checkServer(
    async () => ({ kind: 'unexpected', status: 500, requestId: null }),
    () => at,
  );
  expect(ill.server).toMatchObject({ kind: 'bad', why: 'server.unwell' });
});
