import * as contract from '@hadir/contract/students.ts';
import { Router } from 'express';
import { recordView } from '#features/audit/record-view.ts';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { addStudent } from './add-student.ts';
import { deactivatePerson } from './deactivate-person.ts';
import { getPerson } from './get-person.ts';
import { reactivatePerson } from './reactivate-person.ts';
import { updatePerson } from './update-person.ts';

/** Records of students, and whether somebody is let in. */
export function studentsRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.createStudent, ({ person, client, body }) => addStudent(context, { ...person, client }, body));

  mount(router, contract.getPerson, async ({ person, client, params }) => {
    const shown = await getPerson(context, person, params.id);
    await recordView(context, { ...person, client }, 'person.viewed', { type: 'person', id: shown.id });
    return shown;
  });

  mount(router, contract.updatePerson, ({ person, client, params, body }) =>
    updatePerson(context, { ...person, client }, params.id, body),
  );

  mount(router, contract.deactivatePerson, ({ person, client, params, body }) =>
    deactivatePerson(context, { ...person, client }, params.id, body.reason),
  );

  mount(router, contract.reactivatePerson, ({ person, client, params }) =>
    reactivatePerson(context, { ...person, client }, params.id),
  );

  return router;
}
