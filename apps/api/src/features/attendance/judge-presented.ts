import type { AttemptSettings } from '@hadir/contract/settings.ts';
import type { FacesToCompare } from '#features/enrolment/faces-to-compare.ts';
import type { Facts } from './attempt-facts.ts';
import { decidePresented, type FaceVerdict, matchFace } from './decide-face.ts';
import { decideRoomCode, judgeRoomCodeStanding, type RoomCodeGiven } from './decide-room-code.ts';
import { failed, type Judged, notRun } from './judged-check.ts';
import type { MarkClaim } from './read-mark.ts';

/** `unreadable`: there is a template, and it does not open. */
export type ComparedFaces = { kind: 'unknown' } | { kind: 'unreadable' } | ({ kind: 'known' } & FacesToCompare);

type Given = {
  claim: MarkClaim;
  facts: Pick<Facts, 'session' | 'threshold' | 'wrongRoomCodes'>;
  settings: Pick<AttemptSettings, 'second_recogniser'>;
  roomCode: RoomCodeGiven;
  faces: ComparedFaces;
};

type PresentedVerdict = { presented: Judged; match: Judged; face: FaceVerdict | null };

/** Checks 11 and 12, by the method of the mark. */
export function judgePresented({ claim, facts, settings, roomCode, faces }: Given): PresentedVerdict {
  const without = (presented: Judged, why: string) => ({ presented, match: notRun(12, why), face: null });
  if (claim.method === 'room_code') {
    return without(decideRoomCode(roomCode, facts.wrongRoomCodes, claim, facts.session), 'room_code');
  }
  // Wrong ones count also where the code is not what is judged.
  const room_code = judgeRoomCodeStanding(roomCode, facts.wrongRoomCodes);
  if (!claim.isMethodReadable || !claim.isEvidenceReadable) {
    const refusal = { reason: 'No face', code: 'face_not_accepted' } as const;
    return without(failed(11, refusal, { why: 'malformed_field', room_code }), 'nothing_presented');
  }
  const { judged: shown, frames } = decidePresented(claim.descriptors, claim.frames?.length ?? null, claim.form);
  const presented = { ...shown, detail: { ...shown.detail, room_code } };
  if (frames === null) return without(presented, 'nothing_presented');
  if (faces.kind === 'unreadable') return without(presented, 'template_unreadable');
  if (faces.kind === 'unknown') return without(presented, 'nothing_to_compare');
  const school = { threshold: facts.threshold, wantsSecond: settings.second_recogniser === 'on' };
  const face = matchFace(frames, faces, school, claim.form);
  return { presented, match: face.judged, face };
}
