import { line } from '@hadir/contract/field.ts';
import { afterEach, expect, it, vi } from 'vitest';
import { setLanguage } from '#lib/i18n.ts';
import { describePhone } from './describe-phone.ts';

vi.stubGlobal('document', { documentElement: { lang: '', dir: '' } });
afterEach(() => setLanguage('en'));

it.each([
  [
    'Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Mobile Safari/537.36',
    'Android · Chrome',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    'iPhone · Safari',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14; SM-A556B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0 Mobile Safari/537.36',
    'Android · Samsung Internet',
  ],
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0 Safari/537.36 Edg/142.0',
    'Windows · Edge',
  ],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Linux · Firefox'],
])('names the phone as its owner would: %s', (userAgent, name) => {
  expect(describePhone(userAgent)).toBe(name);
});

it.each(['en', 'ar'] as const)('the server takes the name from a phone that speaks %s', async (language) => {
  await setLanguage(language);
  expect(line(1, 60).safeParse(describePhone('Mozilla/5.0 (Linux; Android 15) Chrome/142.0')).success).toBe(true);
});
