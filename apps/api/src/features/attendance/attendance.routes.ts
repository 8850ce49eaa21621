import * as contract from '@hadir/contract/attendance.ts';
import { changeRecord, getRoster as getRosterEndpoint } from '@hadir/contract/sessions.ts';
import { type Request, Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import { readBrowserSecret } from '#http/browser-secret.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { marksCounted } from '#http/metrics.ts';
import { done, mount, refused } from '#http/mount.ts';
import { challengeLimit, markLimit } from '#http/rate-limit.ts';
import { allowFaceMethod } from './allow-face-method.ts';
import { livenessPlanOnWire } from './choose-liveness-plan.ts';
import { correctRecord } from './correct-record.ts';
import { minClientVersion } from './decide-client.ts';
import { decideRecord } from './decide-record.ts';
import { receiptCookie } from './find-receipt.ts';
import { getRoster } from './get-roster.ts';
import { issueChallenge } from './issue-challenge.ts';
import { listOwnRecords } from './list-own-records.ts';
import { submitAttempt } from './submit-attempt.ts';

/** Marks, the permission to try, and what staff do with marks. */
export function attendanceRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    contract.issueChallenge,
    async ({ person, client, body }) => {
      const answer = await issueChallenge(context, person, {
        sessionId: body.session_id,
        key: (client.deviceKey ?? '').slice(0, 100),
        isRoomCodeOnly: body.method === 'room_code',
      });
      if (answer.kind === 'refused') return refused(answer.body.code, answer.body);
      const { id, nonce, expiresAt, geofence, roomCode, livenessPlan, isPassiveWanted, models } = answer.challenge;
      return {
        challenge_id: id,
        nonce,
        expires_at: expiresAt.toISOString(),
        ...livenessPlanOnWire(livenessPlan),
        passive_liveness: isPassiveWanted,
        min_frames: faceModelCard.framesPerMark.least,
        geofence,
        room_code: roomCode,
        models,
        min_client_version: minClientVersion,
      };
    },
    challengeLimit(),
  );
  mount(
    router,
    contract.mark,
    async ({ person, client, body, rawBody, request }) => {
      if (!isObject(body)) throw new AppError('invalid_request', 'The body must be a JSON object.');
      const answer = await submitAttempt(context, {
        ...{ person, client, body, rawBody, offline: null },
        receiptSecret: secretOf(request),
      });
      marksCounted.inc({ outcome: answer.kind === 'refused' ? answer.body.code : answer.body.state });
      if (answer.kind === 'accepted') return answer.body;
      const { body: words, retryAfterS } = answer;
      return refused(words.code, words, retryAfterS === undefined ? {} : { retryAfterS });
    },
    markLimit(),
  );
  mount(router, contract.allowFaceMethod, async ({ person, client, params }) => {
    await allowFaceMethod(context, { ...person, client }, params.id);
    return done;
  });
  mount(router, contract.listOwnRecords, ({ person, query }) => listOwnRecords(context, person, query.cursor));
  mount(router, getRosterEndpoint, async ({ person, client, params }) => {
    const roster = await getRoster(context, person, params.id);
    await recordView(context, { ...person, client }, 'roster.viewed', { type: 'class_session', id: params.id });
    return roster;
  });
  mount(router, changeRecord, ({ person, client, params, body }) => {
    const at = { sessionId: params.id, studentId: params.student_id };
    const staff = { ...person, client };
    return 'decision' in body ? decideRecord(context, staff, at, body) : correctRecord(context, staff, at, body);
  });
  return router;
}

const secretOf = (request: Request) => readBrowserSecret(request, receiptCookie);

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
