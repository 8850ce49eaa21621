import { z } from 'zod';
import type { Handler } from '#features/outbox/handle-messages.ts';
import { decideRefusedRequests } from './decide-refused-requests.ts';
import { keepSightings } from './keep-sightings.ts';

const Payload = z.object({ person_id: z.uuid(), hour_at: z.iso.datetime(), at: z.iso.datetime() });

/** Hours of people in which requests were turned away before they became attempts. */
export const watchRefusedRequests: Handler = async (tx, messages) => {
  for (const { schoolId, payload } of messages) {
    const { person_id: personId, hour_at: hourAt, at } = Payload.parse(payload);
    const all = await tx.refusedRequests.findMany({ where: { personId, schoolId } });
    const hour = all.filter((row) => row.hourAt.toISOString() === hourAt);
    const finding = decideRefusedRequests(new Map(hour.map(({ code, requests }) => [code, requests])));
    if (!finding) continue;
    const sightings = all.reduce((sum, { requests }) => sum + requests, 0);
    await keepSightings(tx, schoolId, [
      {
        ...finding,
        kind: 'refused_requests',
        key: personId,
        people: [personId],
        attempts: [],
        counted: { sightings, firstAt: new Date(hourAt), lastAt: new Date(at) },
      },
    ]);
  }
};
