import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isSignedBy, readPublicKey, thumbprintOf } from './device-signature.ts';

const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
const jwk = { kty: 'EC', crv: 'P-256', x, y };
const signed = (text: string, dsaEncoding: 'ieee-p1363' | 'der' = 'ieee-p1363') =>
  sign('sha256', Buffer.from(text), { key: privateKey, dsaEncoding }).toString('base64url');

describe('readPublicKey', () => {
  it('takes the public part of a P-256 key and nothing more', () => {
    expect(readPublicKey({ ...jwk, key_ops: ['verify'], ext: true })).toEqual(jwk);
  });

  it.each<[string, unknown]>([
    ['a point off the curve', { ...jwk, x: Buffer.alloc(32, 7).toString('base64url') }],
    ['zero', { ...jwk, x: Buffer.alloc(32).toString('base64url'), y: Buffer.alloc(32).toString('base64url') }],
    ['a private part', privateKey.export({ format: 'jwk' })],
    ['another curve', { ...jwk, crv: 'P-384' }],
    ['a short coordinate', { ...jwk, x: 'AA' }],
    ['nothing', null],
    ['text', 'key'],
  ])('refuses %s', (_, given) => {
    expect(readPublicKey(given)).toBeNull();
  });
});

describe('isSignedBy', () => {
  it('takes the signature of the very text', () => {
    expect(isSignedBy(jwk, 'a\nb', signed('a\nb'))).toBe(true);
    expect(isSignedBy(jwk, 'a\nc', signed('a\nb'))).toBe(false);
  });

  it.each<[string, string | null]>([
    ['none', null],
    ['empty', ''],
    ['DER', signed('text', 'der')],
    ['zeros', Buffer.alloc(64).toString('base64url')],
    ['not base64url', '!'.repeat(86)],
    ['padded', `${signed('text')}==`],
  ])('refuses a signature that is %s', (_, signature) => {
    expect(isSignedBy(jwk, 'text', signature)).toBe(false);
  });

  it('refuses a key that is none', () => {
    expect(isSignedBy({ kty: 'EC' }, 'text', signed('text'))).toBe(false);
  });
});

it('names a key as RFC 7638 says, whatever the order of its members', () => {
  const thumbprint = thumbprintOf({ kty: 'EC', crv: 'P-256', x, y });
  expect(thumbprint).toMatch(/^[A-Za-z0-9_-]{43}$/);
  expect(thumbprintOf({ y, x, crv: 'P-256', kty: 'EC' })).toBe(thumbprint);
});
