import type { PersonExport } from '@hadir/contract/person-export.ts';
import * as contract from '@hadir/contract/person-export.ts';
import { Router } from 'express';
import { nameFile } from '#features/files/name-file.ts';
import type { Context } from '#http/context.ts';
import { fileReply } from '#http/file-reply.ts';
import { mount } from '#http/mount.ts';
import { passwordLimit, personLimit } from '#http/rate-limit.ts';
import { exportOwnFace } from './export-own-face.ts';
import { exportPerson } from './export-person.ts';
import { writeExportPdf } from './write-export-pdf.ts';

/** An export reads much. */
const anExportAMinute = 10;

export function exportRoutes(context: Context): Router {
  const router = Router();

  mount(
    router,
    contract.getOwnExport,
    async ({ person, client }) => exportPerson(context, { ...person, client }, person.id, 'json'),
    personLimit(anExportAMinute),
  );

  mount(
    router,
    contract.getOwnExportFile,
    async ({ person, client }) => asFile(await exportPerson(context, { ...person, client }, person.id, 'pdf')),
    personLimit(anExportAMinute),
  );

  mount(
    router,
    contract.getOwnFaceNumbers,
    async ({ person, client, body }) => exportOwnFace(context, { ...person, client }, body.password),
    passwordLimit(),
  );

  mount(
    router,
    contract.getPersonExport,
    async ({ person, client, params }) => exportPerson(context, { ...person, client }, params.id, 'json'),
    personLimit(anExportAMinute),
  );

  mount(
    router,
    contract.getPersonExportFile,
    async ({ person, client, params }) => asFile(await exportPerson(context, { ...person, client }, params.id, 'pdf')),
    personLimit(anExportAMinute),
  );

  return router;
}

function asFile(given: PersonExport) {
  const name = `${nameFile('Hadir', given.account.name, given.made_at.slice(0, 10))}.pdf`;
  return fileReply({ name, mediaType: 'application/pdf', body: writeExportPdf(given) });
}
