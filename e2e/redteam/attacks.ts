import { accessAttacks } from './attack-access.ts';
import { atRestAttacks } from './attack-at-rest.ts';
import { auditAttacks } from './attack-audit.ts';
import { challengeAttacks } from './attack-challenge.ts';
import { descriptorAttacks } from './attack-descriptor.ts';
import { enrolmentAttacks } from './attack-enrolment.ts';
import { faceAttacks } from './attack-face.ts';
import { hillAttacks } from './attack-hill.ts';
import { keyAttacks } from './attack-key.ts';
import { livenessAttacks } from './attack-liveness.ts';
import { offlineAttacks } from './attack-offline.ts';
import { ownerAttacks } from './attack-owner.ts';
import { positionAttacks } from './attack-position.ts';
import { replayAttacks } from './attack-replay.ts';
import { requestAttacks } from './attack-request.ts';
import { roomCodeAttacks } from './attack-room-code.ts';
import { signInAttacks } from './attack-sign-in.ts';
import type { Database } from './database.ts';
import type { FaceWorld } from './face-world.ts';
import type { Camera } from './faces.ts';
import type { Attacks } from './stage.ts';

/** Everything that can be tried, by the id of its row. */
export function findAttacks(world: FaceWorld, camera: Camera, database: Database, dataFolder: string): Attacks {
  return {
    ...replayAttacks,
    ...keyAttacks,
    ...challengeAttacks,
    ...offlineAttacks,
    ...positionAttacks,
    ...roomCodeAttacks,
    ...faceAttacks(world, camera),
    ...descriptorAttacks,
    ...hillAttacks,
    ...enrolmentAttacks(world, camera),
    ...requestAttacks,
    ...signInAttacks,
    ...accessAttacks(database),
    ...livenessAttacks,
    ...ownerAttacks(database),
    ...atRestAttacks(database, dataFolder),
    ...auditAttacks(database, dataFolder),
  };
}
