import * as contract from '@hadir/contract/room-code.ts';
import { Router } from 'express';
import { giveBrowserSecret } from '#http/browser-secret.ts';
import type { Context } from '#http/context.ts';
import { parseJsonObject, rawBody } from '#http/json-body.ts';
import { done, mount } from '#http/mount.ts';
import { receiptLimits } from '#http/rate-limit.ts';
import { callRoll } from './call-roll.ts';
import { receiptCookie } from './find-receipt.ts';
import { makeReceipt, receiptLastsMs } from './make-receipt.ts';
import { showRoomCode } from './show-room-code.ts';

/** The way without a face: the code on the room's screen, the receipt of a scan, and the roll call. */
export function roomCodeRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    contract.makeReceipt,
    async ({ person, body, request }) => {
      const giveSecret = () => giveBrowserSecret(request, receiptCookie, receiptLastsMs);
      const { id, sessionId, expiresAt } = await makeReceipt(context, person, body, giveSecret);
      return { id, session_id: sessionId, expires_at: expiresAt.toISOString() };
    },
    ...receiptLimits((request) => String(parseJsonObject(rawBody(request))?.session_id)),
  );
  mount(router, contract.showRoomCode, async ({ person, client, params }) => {
    await showRoomCode(context, { ...person, client }, params.id, true);
    return done;
  });
  mount(router, contract.hideRoomCode, async ({ person, client, params }) => {
    await showRoomCode(context, { ...person, client }, params.id, false);
    return done;
  });
  mount(router, contract.callRoll, ({ person, client, params, body }) =>
    callRoll(context, { ...person, client }, params.id, body),
  );
  return router;
}
