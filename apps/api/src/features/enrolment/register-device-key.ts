import { deviceText, type PublicKey } from '@hadir/contract/device-keys.ts';
import type { Shots } from '@hadir/contract/enrolment.ts';
import type { Tx } from '#db.ts';
import { type Actor, by, recordAudit } from '#features/audit/record-audit.ts';
import { confirmPassword } from '#features/sign-in/confirm-password.ts';
import type { DeviceKeyState } from '#generated/prisma/enums.ts';
import type { Context } from '#http/context.ts';
import { AppError } from '#http/errors.ts';
import { decideKeyLabel } from './decide-key-label.ts';
import { decideKeyOrigin } from './decide-key-origin.ts';
import { spendNonce } from './device-nonce.ts';
import { isSignedBy, readPublicKey, thumbprintOf } from './device-signature.ts';
import { lockPerson } from './lock-person.ts';
import { requireOwnFace, type ShownFace } from './require-own-face.ts';

/** Phones that may wait for approval at a time. */
const waitingKeysAllowed = 5;

type NewDeviceKey = {
  public_key: PublicKey;
  device_id: string;
  label: string;
  password: string;
  nonce: string;
  signature: string;
  lost_key?: boolean | undefined;
  descriptors?: Shots | undefined;
};

/**
 * Registers the key of a phone: active at once as the first of a person, waiting as any later one. A key that is somebody
 * else's is not acceptable like any that is not usable: the answer tells nothing about others.
 * @throws AppError key_not_accepted, password_wrong, nonce_invalid, retry_later, face_not_accepted, too_many_keys, already_exists
 */
export async function registerDeviceKey(
  context: Context,
  actor: Actor,
  input: NewDeviceKey,
): Promise<{ id: string; state: DeviceKeyState }> {
  const now = context.now();
  const publicKey = readPublicKey(input.public_key);
  if (publicKey === null || !isSignedBy(publicKey, deviceText(input.nonce), input.signature)) {
    throw notUsable();
  }
  await confirmPassword(context, actor, input.password);
  if (!(await spendNonce(context.db, actor.id, input.nonce, now))) {
    throw new AppError('nonce_invalid', 'This took too long or was sent before. Please try again.');
  }
  const shown = await requireOwnFace(context, actor, input.descriptors, now);
  const thumbprint = thumbprintOf(publicKey);
  return context.db.$transaction(async (tx) => {
    await lockPerson(tx, actor.id);
    const earlier = await tx.deviceKey.findMany({
      where: { personId: actor.id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      select: { state: true, deviceHash: true, label: true },
    });
    if (earlier.filter((key) => key.state === 'pending').length >= waitingKeysAllowed) {
      throw new AppError('too_many_keys', 'Too many phones are waiting for approval. Forget one of them first.');
    }
    const origin = decideKeyOrigin(earlier, input);
    const label = decideKeyLabel(earlier, input, origin === 'evicted');
    const state = origin === 'first' ? 'active' : 'pending';
    // One person's lock does not keep another person from bringing the same key: the unique key decides.
    const [made] = await tx.deviceKey.createManyAndReturn({
      data: [
        {
          schoolId: actor.schoolId,
          personId: actor.id,
          publicKey,
          thumbprint,
          deviceHash: input.device_id,
          label,
          state,
          createdAt: now,
          activeAt: state === 'active' ? now : null,
          origin,
          approvedBy: origin === 'first' ? 'first_key' : null,
        },
      ],
      skipDuplicates: true,
      select: { id: true, state: true },
    });
    if (!made) {
      // The answer to an earlier registration may have got lost on its way to this very phone.
      const own = await tx.deviceKey.findFirst({
        where: { schoolId: actor.schoolId, personId: actor.id, thumbprint },
        select: { id: true, state: true },
      });
      if (own === null) throw notUsable();
      if (own.state !== 'revoked') return own;
      throw new AppError('already_exists', 'This key was forgotten. Register a new one.');
    }
    if (shown) await keepProbes(tx, actor, shown, now);
    await recordAudit(tx, {
      ...by(actor),
      action: 'device_key.registered',
      subjectType: 'device_key',
      subjectId: made.id,
      after: { state, origin, label, thumbprint },
    });
    return made;
  });
}

/** Unless the face was withdrawn or replaced meanwhile. */
async function keepProbes(tx: Tx, person: Actor, { templateId, probes }: ShownFace, now: Date): Promise<void> {
  const whose = { schoolId: person.schoolId, personId: person.id };
  if ((await tx.faceTemplate.count({ where: { ...whose, id: templateId } })) === 0) return;
  await tx.faceProbe.createMany({
    data: probes.map(({ model, sealed }) => {
      return { ...whose, templateId, model, sealed: Uint8Array.from(sealed), createdAt: now };
    }),
  });
}

const notUsable = () => new AppError('key_not_accepted', 'This key or its signature is not usable. Please try again.');
