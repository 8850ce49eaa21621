import * as contract from '@hadir/contract/timetable.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { done, mount } from '#http/mount.ts';
import { createHoliday } from './create-holiday.ts';
import { createTimetableRule } from './create-timetable-rule.ts';
import { deleteHoliday } from './delete-holiday.ts';
import { deleteTimetableException } from './delete-timetable-exception.ts';
import { endTimetableRule } from './end-timetable-rule.ts';
import { listHolidays } from './list-holidays.ts';
import { listTimetableRules } from './list-timetable-rules.ts';
import { putTimetableException } from './put-timetable-exception.ts';
import { updateTimetableRule } from './update-timetable-rule.ts';

export function timetableRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.listTimetableRules, async ({ person, query }) => listTimetableRules(context, person, query));

  mount(router, contract.createTimetableRule, async ({ person, client, body }) =>
    createTimetableRule(context, { ...person, client }, body),
  );

  mount(router, contract.updateTimetableRule, async ({ person, client, params, body }) =>
    updateTimetableRule(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.endTimetableRule, async ({ person, client, params }) => {
    await endTimetableRule(context, { ...person, client }, params.id);
    return done;
  });

  mount(router, contract.putTimetableException, async ({ person, client, params, body }) => ({
    collisions: await putTimetableException(context, { ...person, client }, params.id, body),
  }));

  mount(router, contract.deleteTimetableException, async ({ person, client, params }) => {
    await deleteTimetableException(context, { ...person, client }, params.id, params.on);
    return done;
  });

  mount(router, contract.listHolidays, async ({ person }) => ({ items: await listHolidays(context, person) }));

  mount(router, contract.createHoliday, async ({ person, client, body }) =>
    createHoliday(context, { ...person, client }, body),
  );

  mount(router, contract.deleteHoliday, async ({ person, client, params }) => {
    await deleteHoliday(context, { ...person, client }, params.id);
    return done;
  });

  return router;
}
