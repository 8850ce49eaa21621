import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Shots } from './enrolment.ts';
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

/** `evicted`: the same browser as an earlier key, which it lost; `further`: another phone or browser. */
export const DeviceKeyOrigin = z.enum(['first', 'further', 'evicted']);
export type DeviceKeyOrigin = z.infer<typeof DeviceKeyOrigin>;

export const DeviceKey = z.object({
  id: Id,
  label: z.string(),
  state: DeviceKeyState,
  origin: DeviceKeyOrigin,
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
  access: 'own:write',
  body: z.object({}).optional(),
  reply: z.object({ nonce: z.string(), expires_at: Instant }),
});

export const registerDeviceKey = endpoint({
  method: 'POST',
  path: '/api/device_keys',
  summary: 'Register the key of this phone',
  description:
    'The new key signs the UTF-8 text `hadir/v1/device\\n<nonce>` (P-256, SHA-256, raw r||s, base64url). The first key of a person is active at once. A later one needs, where a face is enrolled, `descriptors` of that face as a mark has them (`face_not_accepted`, `retry_later`), and waits: for approval by staff, for a passkey, or for 24 hours. At most three active keys: with a fourth the one unused for longest is replaced. `lost_key` says that the browser has its device id still and its key no longer: with the device id of an earlier key of the same person that is an eviction and not another phone, and the earlier key ends when the new one becomes active.',
  access: 'own:write',
  body: z.object({
    public_key: PublicKey,
    device_id: DeviceHash,
    label: line(1, 80),
    password: z.string().min(1).max(200),
    nonce: z.string().min(1).max(200),
    signature: z.string().regex(/^[A-Za-z0-9_-]{86}$/),
    lost_key: z.boolean().optional(),
    descriptors: Shots.optional(),
  }),
  reply: z.object({ id: Id, state: DeviceKeyState }),
});

export const listDeviceKeys = endpoint({
  method: 'GET',
  path: '/api/device_keys',
  summary: 'Own phones',
  access: 'own:read',
  reply: z.object({
    items: z.array(DeviceKey),
    /** Name of the phone that ends when a further one becomes active; null while there is room for one. */
    next_to_end: z.string().nullable(),
  }),
});

export const revokeDeviceKey = endpoint({
  method: 'DELETE',
  path: '/api/device_keys/:id',
  summary: 'Forget an own phone, from the next request on',
  access: 'own:write',
  params: IdParams,
  reply: Done,
});

export const approveDeviceKey = endpoint({
  method: 'POST',
  path: '/api/device_keys/:id/approve',
  summary: "Staff of one of the student's courses approve a waiting phone, or vouch for one that became active by age",
  access: 'devices:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: z.object({ id: Id, state: DeviceKeyState }),
});

export const KeyApproval = z.enum(['first_key', 'staff', 'passkey', 'age']);

/** A phone of a student as staff see it. */
export const StudentDeviceKey = DeviceKey.extend({
  /** Why it is active; null while it waits. */
  approved_by: KeyApproval.nullable(),
  /** Since when nobody doubts whose phone it is. */
  confirmed_at: Instant.nullable(),
  revoked_at: Instant.nullable(),
});
export type StudentDeviceKey = z.infer<typeof StudentDeviceKey>;

export const StudentDeviceKeys = z.object({
  items: z.array(
    StudentDeviceKey.extend({
      /** Name of the phone that ends when this waiting one becomes active; null where none does. */
      replaces: z.string().nullable(),
    }),
  ),
  /** Registrations of another phone or browser after the first. */
  changes: z.number().int(),
  /** Registrations because the browser had lost its key: no change of phone. */
  evictions: z.number().int(),
});
export type StudentDeviceKeys = z.infer<typeof StudentDeviceKeys>;

export const listStudentDeviceKeys = endpoint({
  method: 'GET',
  path: '/api/people/:id/device_keys',
  summary: "Phones of a student, newest first, for staff of the student's courses; the view is audited",
  access: 'devices:read',
  params: IdParams,
  reply: StudentDeviceKeys,
});

export const revokeStudentDeviceKey = endpoint({
  method: 'POST',
  path: '/api/device_keys/:id/revoke',
  summary: "Staff of one of the student's courses end a phone, from the next request on",
  access: 'devices:write',
  params: IdParams,
  body: z.object({ reason: line(3, 500) }),
  reply: Done,
});
