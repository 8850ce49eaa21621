import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import type { NewCredential, UsedCredential } from '@hadir/contract/passkeys.ts';

// A security key as WebAuthn level 2 describes it: sections 6.1 (authenticator data), 6.5 (attestation).

/** What a page and a key may do wrong. */
export type Ceremony = {
  origin?: string;
  rpId?: string;
  type?: string;
  /** Bits: 1 present, 4 verified, 64 with a credential. */
  flags?: number;
  counter?: number;
  challenge?: string;
  fmt?: string;
};

export type Authenticator = {
  credentialId: string;
  /** Counts one up with every use unless told. */
  counter: number;
  create(challenge: string, change?: Ceremony): NewCredential;
  use(challenge: string, change?: Ceremony): UsedCredential;
};

const own = { origin: 'http://localhost:3000', rpId: 'localhost' };

export function makeAuthenticator(): Authenticator {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const id = randomBytes(16);
  const cose = map([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, Buffer.from(x, 'base64url')],
    [-3, Buffer.from(y, 'base64url')],
  ]);
  const authenticator: Authenticator = {
    credentialId: id.toString('base64url'),
    counter: 0,
    create(challenge, change = {}) {
      const length = Buffer.from([0, id.length]);
      const credential = Buffer.concat([Buffer.alloc(16), length, id, cose]);
      const authData = Buffer.concat([head({ flags: 69, counter: authenticator.counter, ...change }), credential]);
      const attestation = map([
        ['fmt', change.fmt ?? 'none'],
        ['attStmt', null],
        ['authData', authData],
      ]);
      return {
        ...named(id),
        response: {
          clientDataJSON: clientData('webauthn.create', challenge, change).toString('base64url'),
          attestationObject: attestation.toString('base64url'),
          transports: ['internal'],
        },
      };
    },
    use(challenge, change = {}) {
      authenticator.counter += 1;
      const authData = head({ flags: 5, counter: authenticator.counter, ...change });
      const client = clientData('webauthn.get', challenge, change);
      const signed = Buffer.concat([authData, createHash('sha256').update(client).digest()]);
      return {
        ...named(id),
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      };
    },
  };
  return authenticator;
}

function named(id: Buffer) {
  const name = id.toString('base64url');
  return { id: name, rawId: name, type: 'public-key' } as const;
}

function head({ rpId = own.rpId, flags = 0, counter = 0 }: Ceremony): Buffer {
  const rest = Buffer.alloc(5);
  rest.writeUInt8(flags);
  rest.writeUInt32BE(counter, 1);
  return Buffer.concat([createHash('sha256').update(rpId).digest(), rest]);
}

function clientData(type: string, challenge: string, change: Ceremony): Buffer {
  const { origin = own.origin } = change;
  return Buffer.from(
    JSON.stringify({ type: change.type ?? type, challenge: change.challenge ?? challenge, origin, crossOrigin: false }),
  );
}

type Value = string | number | Buffer | null;
type Entry = readonly [string | number, Value];

/** CBOR (RFC 8949) as far as it is needed; null stands for an empty map. */
function map(entries: readonly Entry[]): Buffer {
  return Buffer.concat([initial(5, entries.length), ...entries.flatMap(([key, value]) => [item(key), item(value)])]);
}

function item(value: Value): Buffer {
  if (value === null) return map([]);
  if (typeof value === 'number') return value < 0 ? initial(1, -1 - value) : initial(0, value);
  const bytes = typeof value === 'string' ? Buffer.from(value) : value;
  return Buffer.concat([initial(typeof value === 'string' ? 3 : 2, bytes.length), bytes]);
}

function initial(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(kind << 5) | size]);
  return size < 256 ? Buffer.from([(kind << 5) | 24, size]) : Buffer.from([(kind << 5) | 25, size >> 8, size & 255]);
}
