import * as contract from '@hadir/contract/attendance.ts';
import { changeRecord, getRoster as getRosterEndpoint } from '@hadir/contract/sessions.ts';
import { Router } from 'express';
import { faceModelCard } from '#features/enrolment/face-model-card.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { mount, refused } from '#http/mount.ts';
import { challengeLimit, markLimit } from '#http/rate-limit.ts';
import { correctRecord } from './correct-record.ts';
import { minClientVersion } from './decide-client.ts';
import { decideRecord } from './decide-record.ts';
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
      const answer = await issueChallenge(context, person, body.session_id, (client.deviceKey ?? '').slice(0, 100));
      if (answer.kind === 'refused') return refused(answer.body.code, answer.body);
      const { id, nonce, expiresAt, geofence, roomCode } = answer.challenge;
      return {
        challenge_id: id,
        nonce,
        expires_at: expiresAt.toISOString(),
        liveness_plan: [],
        min_frames: faceModelCard.framesPerMark.least,
        geofence,
        room_code: roomCode,
        models: [faceModelCard.id],
        min_client_version: minClientVersion,
      };
    },
    challengeLimit(),
  );
  mount(
    router,
    contract.mark,
    async ({ person, client, body, rawBody }) => {
      if (!isObject(body)) throw new AppError('invalid_request', 'The body must be a JSON object.');
      const answer = await submitAttempt(context, { person, client, body, rawBody });
      return answer.kind === 'refused' ? refused(answer.body.code, answer.body) : answer.body;
    },
    markLimit(),
  );
  mount(router, contract.listOwnRecords, ({ person, query }) => listOwnRecords(context, person, query.cursor));
  mount(router, getRosterEndpoint, ({ person, params }) => getRoster(context, person, params.id));
  mount(router, changeRecord, ({ person, client, params, body }) => {
    const at = { sessionId: params.id, studentId: params.student_id };
    const staff = { ...person, client };
    return 'decision' in body ? decideRecord(context, staff, at, body) : correctRecord(context, staff, at, body);
  });
  return router;
}

function isObject(body: unknown): body is Record<string, unknown> {
  return typeof body === 'object' && body !== null && !Array.isArray(body);
}
