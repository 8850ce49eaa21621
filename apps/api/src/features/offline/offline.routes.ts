import { mark } from '@hadir/contract/attendance.ts';
import * as contract from '@hadir/contract/offline.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { readClient } from '#http/input.ts';
import { rawBody } from '#http/json-body.ts';
import { marksCounted } from '#http/metrics.ts';
import { done, mount, refused } from '#http/mount.ts';
import { noteChange } from '#http/note-changes.ts';
import { offlineMarkLimits, personLimit } from '#http/rate-limit.ts';
import { findSigner } from './find-signer.ts';
import { issueTickets } from './issue-tickets.ts';
import { restartChain } from './restart-chain.ts';
import { submitOfflineMark } from './submit-offline-mark.ts';

/** Marks that are made without network. */
export function offlineRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    contract.issueOfflineTickets,
    ({ person, client }) => issueTickets(context, person, client.deviceKey),
    personLimit(20),
  );
  mount(
    router,
    contract.sendOfflineMark,
    async ({ client, body, rawBody, request }) => {
      if (!isObject(body)) throw new AppError('invalid_request', 'The body must be a JSON object.');
      const sentWallMs = readClock(request.get('x-phone-clock'));
      const answer = await submitOfflineMark(context, {
        ...{ client, body, rawBody, sentWallMs },
        // No cookie says whose it is; to a roster it is a mark like any other.
        onJudged: (person) => noteChange(request, { endpoint: mark, person, params: {}, body }),
      });
      marksCounted.inc({ outcome: answer.kind === 'refused' ? answer.body.code : answer.body.state });
      if (answer.kind === 'accepted') return answer.body;
      const { body: words, retryAfterS } = answer;
      return refused(words.code, words, retryAfterS === undefined ? {} : { retryAfterS });
    },
    ...offlineMarkLimits(async (request) => {
      const signer = await findSigner(context.db, readClient(request), rawBody(request));
      return signer?.isSigned ?? false;
    }),
  );
  mount(
    router,
    contract.restartOfflineChain,
    async ({ person, client, body, rawBody }) => {
      await restartChain(context, person, { client, body, rawBody });
      return done;
    },
    personLimit(10),
  );
  return router;
}

/** Milliseconds since 1970; what is none says nothing. */
function readClock(header: string | undefined): number | null {
  return header !== undefined && /^[0-9]{1,15}$/.test(header) ? Number(header) : null;
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
