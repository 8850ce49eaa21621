import * as contract from '@hadir/contract/corrections.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import { getClassSession } from '#features/sessions/get-class-session.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { personLimit } from '#http/rate-limit.ts';
import { askForCorrection } from './ask-for-correction.ts';
import { changeRecords } from './change-records.ts';
import { countCorrections } from './count-corrections.ts';
import { decideProposal } from './decide-proposal.ts';
import { decideRequest } from './decide-request.ts';
import { listProposals } from './list-proposals.ts';
import { listRequests } from './list-requests.ts';
import { showHistory } from './show-history.ts';
import { withdrawProposal } from './withdraw-proposal.ts';
import { withdrawRequest } from './withdraw-request.ts';

/** What becomes of records after the mark: requests, corrections of many, second persons, history. */
export function correctionsRoutes(context: Context): Router {
  const router = Router();
  mount(
    router,
    contract.askForCorrection,
    ({ person, client, body }) => askForCorrection(context, { ...person, client }, body),
    personLimit(10),
  );
  mount(router, contract.withdrawCorrectionRequest, ({ person, client, params }) =>
    withdrawRequest(context, { ...person, client }, params.id),
  );
  mount(router, contract.listCorrectionRequests, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listRequests(context, person, { cursor, ...asked });
    const school = { type: 'school', id: person.schoolId };
    await recordView(context, { ...person, client }, 'corrections.viewed', school, asked);
    return page;
  });
  mount(router, contract.decideCorrectionRequest, ({ person, client, params, body }) =>
    decideRequest(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.changeRecords, ({ person, client, params, body }) =>
    changeRecords(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.listChangeProposals, async ({ person, client, query: { cursor, ...asked } }) => {
    const page = await listProposals(context, person, { cursor, ...asked });
    const school = { type: 'school', id: person.schoolId };
    await recordView(context, { ...person, client }, 'change_proposals.viewed', school, asked);
    return page;
  });
  mount(router, contract.decideChangeProposal, ({ person, client, params, body }) =>
    decideProposal(context, { ...person, client }, params.id, body),
  );
  mount(router, contract.withdrawChangeProposal, ({ person, client, params }) =>
    withdrawProposal(context, { ...person, client }, params.id),
  );
  mount(router, contract.countCorrections, ({ person }) => countCorrections(context, person));
  mount(router, contract.getRecordHistory, async ({ person, client, params }) => {
    await getClassSession(context.db, person, params.id);
    const at = { sessionId: params.id, studentId: params.student_id };
    const history = await showHistory(context.db, person.schoolId, at, 'staff');
    const student = { type: 'person', id: at.studentId };
    await recordView(context, { ...person, client }, 'record_history.viewed', student, { session_id: at.sessionId });
    return history;
  });
  mount(router, contract.getOwnHistory, ({ person, params }) =>
    showHistory(context.db, person.schoolId, { sessionId: params.session_id, studentId: person.id }, 'student'),
  );
  return router;
}
