import { allowFaceMethod } from '@hadir/contract/attendance.ts';
import { approveDeviceKey, revokeStudentDeviceKey } from '@hadir/contract/device-keys.ts';
import type { RosterItem } from '@hadir/contract/sessions.ts';
import { useCallback, useState } from 'react';
import { call } from '#lib/api.ts';
import type { Failure } from '#lib/failure.ts';
import { queryClient } from '#lib/query-client.ts';
import { showToast } from '#ui/toast.tsx';
import { confirmMarkAndFace, decideMark, type MarkOutcome, seen } from './decide-mark.ts';
import { readLastReason } from './last-reason.ts';
import { patchRoster } from './patch-roster.ts';
import { rosterQuery, sessionKeys } from './session-queries.ts';
import { text } from './texts.ts';

/** What a tap in the roster does at once. Rejecting and marking by hand ask for a reason first. */
export type QuickAction = 'present' | 'confirm' | 'confirm_both' | 'approve_phone' | 'refuse_phone' | 'allow_face';

type Refused = { readonly name: string; readonly failure: Failure; readonly title?: string };

/** The deeds of a roster: several students can be on their way at the same time. */
export function useRosterActions(sessionId: string) {
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set());
  const [refused, setRefused] = useState<Refused | null>(null);

  const settle = useCallback(
    (item: RosterItem | null) => {
      if (item) {
        queryClient.setQueryData(rosterQuery(sessionId).queryKey, (roster) => roster && patchRoster(roster, [item]));
      }
      void queryClient.invalidateQueries({ queryKey: sessionKeys.roster(sessionId) });
    },
    [sessionId],
  );

  const act = useCallback(
    async (action: QuickAction, item: RosterItem) => {
      const { id, name } = item.student;
      setRefused(null);
      setBusy((ids) => new Set(ids).add(id));
      const result = await perform(action, sessionId, item);
      setBusy((ids) => new Set([...ids].filter((other) => other !== id)));
      if (result.failure) setRefused({ name, failure: result.failure, ...(result.title && { title: result.title }) });
      else showToast(result.done);
      settle(result.item);
    },
    [sessionId, settle],
  );

  return { busy, refused, act, settle, forget: () => setRefused(null) };
}

type Result = { item: RosterItem | null; done: string; failure: Failure | null; title?: string };

async function perform(action: QuickAction, sessionId: string, item: RosterItem): Promise<Result> {
  const { id, name } = item.student;
  const reason = text('roster.confirmReason');
  switch (action) {
    case 'present': {
      const given = readLastReason();
      return resultOf(
        await decideMark(sessionId, id, { status: 'present', reason: given }),
        text('roster.confirmed', { name }),
        name,
      );
    }
    case 'approve_phone': {
      if (!item.waiting_key) return { item: null, done: text('roster.phoneApproved', { name }), failure: null };
      const answer = await call(approveDeviceKey, { params: { id: item.waiting_key.id } });
      const failure = answer.kind === 'ok' ? null : answer;
      return { item: null, done: text('roster.phoneApproved', { name }), failure };
    }
    case 'refuse_phone': {
      const done = text('roster.phoneRefused');
      if (!item.waiting_key) return { item: null, done, failure: null };
      const body = { reason: text('roster.refusePhoneReason') };
      const answer = await call(revokeStudentDeviceKey, { params: { id: item.waiting_key.id }, body });
      return { item: null, done, failure: answer.kind === 'ok' ? null : answer };
    }
    case 'allow_face': {
      const answer = await call(allowFaceMethod, { params: { id } });
      return { item: null, done: text('roster.faceAllowed', { name }), failure: answer.kind === 'ok' ? null : answer };
    }
    case 'confirm':
      return resultOf(await decideMark(sessionId, id, seen(reason)), text('roster.confirmed', { name }), name);
    case 'confirm_both':
      return resultOf(
        await confirmMarkAndFace(sessionId, id, seen(reason)),
        text('roster.confirmedBoth', { name }),
        name,
      );
  }
}

function resultOf(outcome: MarkOutcome, done: string, name: string): Result {
  switch (outcome.kind) {
    case 'done':
      return { item: outcome.item, done, failure: null };
    case 'face_not_confirmed':
      return { item: outcome.item, done, failure: outcome.failure, title: text('roster.faceNotConfirmed', { name }) };
    case 'not_done':
      return { item: null, done, failure: outcome.failure };
  }
}
