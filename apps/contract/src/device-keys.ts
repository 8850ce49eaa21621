import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';

/** Coordinates of a P-256 point: 32 bytes, base64url. */
const coordinate = z.string().regex(/^[A-Za-z0-9_-]{43}$/);

/** Public part of a P-256 key. `d` is refused, everything else of a JWK is let through unread. */
export const PublicKey = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: coordinate,
  y: coordinate,
  d: z.undefined().optional().meta({ type: 'null', description: 'must be absent' }),
});
export type PublicKey = z.infer<typeof PublicKey>;

/** SHA-256 of the device id that the browser keeps, hex. */
export const DeviceHash = z
  .string()
  .regex(/^[0-9a-f]{64}$/i)
  .toLowerCase();

export const DeviceKeyState = z.enum(['pending', 'active', 'revoked']);

export const DeviceKey = z.object({
  id: Id,
  label: z.string(),
  state: DeviceKeyState,
  created_at: Instant,
  last_used_at: Instant.nullable(),
});
export type DeviceKey = z.infer<typeof DeviceKey>;

/** What the new key signs: `hadir/v1/device\n<nonce>`. */
export const deviceText = (nonce: string) => `hadir/v1/device\n${nonce}`;
/** What a mark is signed over; `bodyHash` is the hex SHA-256 of the raw body. */
export const markText = (nonce: string, bodyHash: string) => `hadir/v1/mark\n${nonce}\n${bodyHash}`;
/** What an enrolment is signed over; the nonce comes from `POST /api/device_keys/nonce`. */
export const enrolText = (nonce: string, bodyHash: string) => `hadir/v1/enrol\n${nonce}\n${bodyHash}`;

export const issueDeviceNonce = endpoint({
  method: 'POST',
  path: '/api/device_keys/nonce',
  summary: 'A nonce for registering a key or signing an enrolment: five minutes, one use',
  access: ['student'],
  body: z.object({}).optional(),
  reply: z.object({ nonce: z.string(), expires_at: Instant }),
});

export const registerDeviceKey = endpoint({
  method: 'POST',
  path: '/api/device_keys',
  summary: 'Register the key of this phone',
  description:
    'The new key signs the UTF-8 text `hadir/v1/device\\n<nonce>` (P-256, SHA-256, raw r||s, base64url). The first key of a person is active at once; a later one waits for approval by staff or for 24 hours. At most three active keys: with a fourth the oldest unused one is replaced.',
  access: ['student'],
  body: z.object({
    public_key: PublicKey,
    device_id: DeviceHash,
    label: line(1, 80),
    password: z.string().min(1).max(200),
    nonce: z.string().min(1).max(200),
    signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
  }),
  reply: z.object({ id: Id, state: DeviceKeyState }),
});

export const listDeviceKeys = endpoint({
  method: 'GET',
  path: '/api/device_keys',
  summary: 'Own phones',
  access: ['student'],
  reply: z.object({ items: z.array(DeviceKey) }),
});

export const revokeDeviceKey = endpoint({
  method: 'DELETE',
  path: '/api/device_keys/:id',
  summary: 'Forget an own phone, from the next request on',
  access: ['student'],
  params: IdParams,
  reply: Done,
});

export const approveDeviceKey = endpoint({
  method: 'POST',
  path: '/api/device_keys/:id/approve',
  summary: "Staff of one of the student's courses approve a waiting phone",
  access: ['teacher', 'admin'],
  params: IdParams,
  body: z.object({}).optional(),
  reply: z.object({ id: Id, state: DeviceKeyState }),
});
