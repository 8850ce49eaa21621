import { z } from 'zod';
import type { Tx } from '#db.ts';
import type { Handler } from '#features/outbox/handle-messages.ts';
import { findBorrowedKeys } from './find-borrowed-keys.ts';
import { findEqualPositions } from './find-equal-positions.ts';
import { findLockstep } from './find-lockstep.ts';
import { findManyPhones } from './find-many-phones.ts';
import { findOutside } from './find-outside.ts';
import { findRoomCodeTurns } from './find-room-code-turns.ts';
import { findSharedPhones } from './find-shared-phones.ts';
import { findTravel } from './find-travel.ts';
import { findUnlikeBefore } from './find-unlike-before.ts';
import { keepDeviceUses } from './keep-device-uses.ts';
import { keepSightings } from './keep-sightings.ts';
import { readAttempts, type SeenAttempt } from './read-attempts.ts';
import type { Sighting } from './sighting.ts';

const Payload = z.object({ attempt_id: z.uuid() });

type Find = (tx: Tx, schoolId: string, attempts: readonly SeenAttempt[]) => Promise<Sighting[]>;

/** Each looks at attempts that are kept now, never at what it saw before: a restart or a message twice changes nothing. */
const finders: readonly Find[] = [
  findSharedPhones,
  findBorrowedKeys,
  findManyPhones,
  findTravel,
  findEqualPositions,
  findOutside,
  findUnlikeBefore,
  findRoomCodeTurns,
  findLockstep,
];

/** Kept attempts: who used which phone, and every signal that they are part of. */
export const watchAttempts: Handler = async (tx, messages) => {
  const bySchool = Map.groupBy(messages, ({ schoolId }) => schoolId);
  for (const [schoolId, own] of bySchool) {
    const ids = own.map(({ payload }) => Payload.parse(payload).attempt_id);
    const attempts = await readAttempts(tx, schoolId, ids);
    if (attempts.length === 0) continue;
    await keepDeviceUses(tx, schoolId, attempts);
    const sightings: Sighting[] = [];
    for (const find of finders) sightings.push(...(await find(tx, schoolId, attempts)));
    await keepSightings(tx, schoolId, sightings);
  }
};
