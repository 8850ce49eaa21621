import { roomLink } from '@hadir/contract/room-code.ts';
import { expect, test } from 'vitest';
import { readScan } from './room-receipt.ts';

const sessionId = '01890000-0000-7000-8000-000000000000';
const scan = { sessionId, step: 117_000_000, code: '012345' };

test('what the board shows is what a scan reads', () => {
  expect(readScan(roomLink('https://school.example', scan))).toEqual(scan);
  expect(readScan(roomLink('http://localhost:3000', scan))).toEqual(scan);
});

test.each([
  '',
  '012345',
  'https://school.example/room',
  'https://school.example/room#',
  `https://school.example/other#${sessionId}.1.012345`,
  `https://school.example/?a=#/room#${sessionId}.1.012345`,
  `https://school.example/room#${sessionId}.1.01234`,
  `https://school.example/room#${sessionId}.1.0123456`,
  `https://school.example/room#${sessionId}.-1.012345`,
  `https://school.example/room#${sessionId}.1.012345.more`,
  `javascript:alert(1)/room#${sessionId}.1.012345`,
])('%s is no room code', (text) => {
  expect(readScan(text)).toBeNull();
});
