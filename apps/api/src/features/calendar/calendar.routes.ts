import { Readable } from 'node:stream';
import * as contract from '@hadir/contract/calendar.ts';
import { Router } from 'express';
import type { Context } from '#http/context.ts';
import { fileReply } from '#http/file-reply.ts';
import { done, mount } from '#http/mount.ts';
import { feedLimits, personLimit } from '#http/rate-limit.ts';
import { endCalendarFeed } from './end-calendar-feed.ts';
import { getCalendarFeed } from './get-calendar-feed.ts';
import { makeCalendarFeed } from './make-calendar-feed.ts';
import { readCalendarFeed } from './read-calendar-feed.ts';

export function calendarRoutes(context: Context): Router {
  const router = Router();

  mount(router, contract.getCalendarFeed, async ({ person }) => getCalendarFeed(context, person));

  mount(
    router,
    contract.makeCalendarFeed,
    async ({ person, client }) => makeCalendarFeed(context, { ...person, client }),
    personLimit(10),
  );

  mount(router, contract.endCalendarFeed, async ({ person, client }) => {
    await endCalendarFeed(context, { ...person, client });
    return done;
  });

  mount(
    router,
    contract.readCalendarFeed,
    async ({ params }) =>
      fileReply({
        name: null,
        mediaType: 'text/calendar; charset=utf-8',
        body: Readable.from([await readCalendarFeed(context, params.token)]),
      }),
    ...feedLimits(),
  );

  return router;
}
