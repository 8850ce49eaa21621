import { expect, it } from 'vitest';
import { describeDevice, describeReport } from './describe-report.ts';
import { useFindings } from './doctor-store.ts';
import { bad, good, parts, warn } from './finding.ts';
import { detectPlatform } from './platform.ts';

const android =
  'Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_3 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Mobile';
const mac =
  'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.3 Safari';
const firefox = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

it('has a line for every part, with what is wrong and what was measured', () => {
  const findings = {
    ...useFindings.getState(),
    secure: good(),
    clock: bad<'clock'>('clock.skewed', '+1200 s'),
    wasm: warn<'wasm'>('wasm.slow'),
  };
  const facts = { version: '0.1.0', device: 'x', screen: '360x740@2', language: 'en', at: new Date(0) };
  const lines = describeReport(findings, facts).split('\n');
  expect(lines).toHaveLength(parts.length + 2);
  expect(lines.slice(0, 2)).toEqual(['Hadir 0.1.0, 1970-01-01T00:00Z', 'x, 360x740@2, en']);
  expect(lines).toContain('secure: ok');
  expect(lines).toContain('clock: skewed (+1200 s)');
  expect(lines).toContain('wasm: slow');
  expect(lines).toContain('camera: not tried');
});

it.each([
  [android, 'Android 14, Chrome 149'],
  [iphone, 'iPhone OS 18_3 like Mac, Version 18'],
  [firefox, 'Windows NT 10.0, Firefox 140'],
  ['', '?, ?'],
])('says system and browser, and not which model of phone: %s', (userAgent, said) => {
  expect(describeDevice(userAgent)).toBe(said);
});

it.each([
  [android, 5, 'android'],
  [iphone, 5, 'ios'],
  [mac, 5, 'ios'],
  [mac, 0, 'desktop'],
  [firefox, 0, 'desktop'],
] as const)('knows whose settings to speak of: %s', (userAgent, touchPoints, platform) => {
  expect(detectPlatform(userAgent, touchPoints)).toBe(platform);
});
