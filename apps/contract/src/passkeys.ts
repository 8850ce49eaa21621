import { z } from 'zod';
import { DeviceKeyState } from './device-keys.ts';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, Instant, line } from './field.ts';

/** What a phone signs that adds a passkey; `challenge` is the one in the options, `bodyHash` the hex SHA-256 of the raw body. */
export const passkeyText = (challenge: string, bodyHash: string) => `hadir/v1/passkey\n${challenge}\n${bodyHash}`;

export const Passkey = z.object({
  id: Id,
  label: z.string(),
  created_at: Instant,
  last_used_at: Instant.nullable(),
});
export type Passkey = z.infer<typeof Passkey>;

/** `PublicKeyCredentialCreationOptionsJSON` or `PublicKeyCredentialRequestOptionsJSON` of WebAuthn level 3. */
const Options = z.record(z.string(), z.unknown());

const base64url = z.string().regex(/^[A-Za-z0-9_-]{1,20000}$/);

/** `RegistrationResponseJSON` of WebAuthn level 3, as far as it is read. */
export const NewCredential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(30)).max(10).optional(),
  }),
});
export type NewCredential = z.infer<typeof NewCredential>;

/** `AuthenticationResponseJSON` of WebAuthn level 3, as far as it is read. */
export const UsedCredential = z.object({
  id: base64url,
  rawId: base64url,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url }),
});
export type UsedCredential = z.infer<typeof UsedCredential>;

const Label = line(1, 60);

export const listPasskeys = endpoint({
  method: 'GET',
  path: '/api/passkeys',
  summary: 'Own passkeys, newest first',
  access: 'passkeys:write',
  beforeSecondFactor: true,
  reply: z.object({ items: z.array(Passkey), most: z.number().int() }),
});

export const offerPasskey = endpoint({
  method: 'POST',
  path: '/api/passkeys/options',
  summary: 'What the browser needs to make a passkey: the password again; five minutes, one use',
  access: 'passkeys:write',
  beforeSecondFactor: true,
  body: z.object({ password: z.string().min(1).max(200) }),
  reply: z.object({ options: Options, expires_at: Instant }),
});

export const addPasskey = endpoint({
  method: 'POST',
  path: '/api/passkeys',
  summary: 'Add a passkey, at most five; students from a phone that is registered already',
  description:
    "A student's is signed with an active device key over `hadir/v1/passkey\\n<challenge>\\n<hex sha256 of the raw body>`: it approves phones, so a password alone must not bring one. A passkey of staff is a second step of their sign-in.",
  access: 'passkeys:write',
  beforeSecondFactor: true,
  deviceKey: 'signed',
  body: z.object({ label: Label, credential: NewCredential }),
  reply: Passkey,
});

export const renamePasskey = endpoint({
  method: 'PATCH',
  path: '/api/passkeys/:id',
  summary: 'Name an own passkey',
  access: 'passkeys:write',
  beforeSecondFactor: true,
  params: IdParams,
  body: z.object({ label: Label }),
  reply: Passkey,
});

export const removePasskey = endpoint({
  method: 'DELETE',
  path: '/api/passkeys/:id',
  summary: 'Remove an own passkey, from the next request on',
  access: 'passkeys:write',
  beforeSecondFactor: true,
  params: IdParams,
  reply: Done,
});

export const offerPasskeyApproval = endpoint({
  method: 'POST',
  path: '/api/device_keys/:id/passkey_options',
  summary: 'What the browser needs to approve an own waiting phone by a passkey: five minutes, one use',
  description: 'Without a passkey: `not_possible_now`.',
  access: 'own:write',
  params: IdParams,
  body: z.object({}).optional(),
  reply: z.object({ options: Options, expires_at: Instant }),
});

export const approveByPasskey = endpoint({
  method: 'POST',
  path: '/api/device_keys/:id/approve_by_passkey',
  summary: 'Approve an own waiting phone at once',
  access: 'own:write',
  params: IdParams,
  body: z.object({ credential: UsedCredential }),
  reply: z.object({ id: Id, state: DeviceKeyState }),
});
