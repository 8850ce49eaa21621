import {
  approveDeviceKey as approveDeviceKeyEndpoint,
  issueDeviceNonce as issueDeviceNonceEndpoint,
  listDeviceKeys as listDeviceKeysEndpoint,
  listStudentDeviceKeys,
  registerDeviceKey as registerDeviceKeyEndpoint,
  revokeDeviceKey as revokeDeviceKeyEndpoint,
  revokeStudentDeviceKey,
} from '@hadir/contract/device-keys.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { passwordLimit, personLimit } from '#http/rate-limit.ts';
import { approveDeviceKey } from './approve-device-key.ts';
import { issueDeviceNonce } from './device-nonce.ts';
import { listDeviceKeys } from './list-device-keys.ts';
import { registerDeviceKey } from './register-device-key.ts';
import { revokeDeviceKey } from './revoke-device-key.ts';
import { revokeStudentKey } from './revoke-student-key.ts';
import { viewStudentKeys } from './view-student-keys.ts';

/** Phones and their keys. */
export function deviceKeyRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    issueDeviceNonceEndpoint,
    async ({ person }) => {
      const { nonce, expiresAt } = await issueDeviceNonce(context.db, person, context.now());
      return { nonce, expires_at: expiresAt.toISOString() };
    },
    personLimit(30),
  );
  mount(
    router,
    registerDeviceKeyEndpoint,
    ({ person, client, body }) => registerDeviceKey(context, { ...person, client }, body),
    passwordLimit(),
    personLimit(10),
  );
  mount(router, listDeviceKeysEndpoint, ({ person }) => listDeviceKeys(context, person));
  mount(router, revokeDeviceKeyEndpoint, async ({ person, client, params }) => {
    await revokeDeviceKey(context, { ...person, client }, params.id);
    return done;
  });
  mount(router, approveDeviceKeyEndpoint, ({ person, client, params }) =>
    approveDeviceKey(context, { ...person, client }, params.id),
  );
  mount(router, listStudentDeviceKeys, ({ person, client, params }) =>
    viewStudentKeys(context, { ...person, client }, params.id),
  );
  mount(router, revokeStudentDeviceKey, async ({ person, client, params, body }) => {
    await revokeStudentKey(context, { ...person, client }, params.id, body.reason);
    return done;
  });
  return router;
}
