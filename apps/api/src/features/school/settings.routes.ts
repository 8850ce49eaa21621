import {
  getSettings,
  listSettingsHistory as historyEndpoint,
  updateSettings as updateEndpoint,
} from '@hadir/contract/settings.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { mount } from '#http/mount.ts';
import { listSettingsHistory } from './list-settings-history.ts';
import { showSettings } from './show-settings.ts';
import { updateSettings } from './update-settings.ts';

/** Points, limits and policies of marks. */
export function settingsRoutes(context: Context): Router {
  const router = Router();
  mount(router, getSettings, ({ person }) => showSettings(context, person.schoolId));
  mount(router, historyEndpoint, ({ person, query }) => listSettingsHistory(context, person.schoolId, query.cursor));
  mount(router, updateEndpoint, ({ person, client, body }) => updateSettings(context, { ...person, client }, body));
  return router;
}
