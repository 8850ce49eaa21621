import { useCallback, useState } from 'react';
import { PhoneKeyGate } from '#features/enrolment/phone-key-gate.tsx';
import { Card } from '#ui/card.tsx';
import type { ActiveSession } from './active-sessions.ts';
import { Obstacle } from './obstacle.tsx';
import { Outcome } from './outcome.tsx';
import { RoomCodeForm } from './room-code-form.tsx';
import { findReceipt, forgetReceipt } from './room-receipt.ts';
import { ScanKept } from './scan-kept.tsx';
import { ScanRoom } from './scan-room.tsx';
import { Sending } from './sending.tsx';
import { SessionScreen } from './session-screen.tsx';
import { useTexts } from './texts.ts';
import { useCheckInRun } from './use-check-in.ts';

export default function RoomCodePage() {
  const t = useTexts();
  return (
    <SessionScreen title={t('room_code.title')}>
      {(session) => (
        <PhoneKeyGate>
          <RoomCode session={session} />
        </PhoneKeyGate>
      )}
    </SessionScreen>
  );
}

/** The way that needs no face: a scan, or six digits. */
export function RoomCode({ session }: { session: ActiveSession }) {
  const { state, start, stop, checkPhone } = useCheckInRun(session);
  const [receipt, setReceipt] = useState(() => findReceipt(session.id));
  const [code, setCode] = useState('');
  const [isScanning, setIsScanning] = useState(false);
  function mark() {
    if (receipt) start({ kind: 'room_code', receipt: receipt.id });
    else start({ kind: 'room_code', code });
  }
  const dropReceipt = useCallback(() => {
    forgetReceipt();
    setReceipt(null);
  }, []);
  function beginAgain() {
    setCode('');
    const { kind } = state;
    const isOver =
      kind === 'finished' && state.outcome.kind === 'refused' && state.outcome.code === 'room_code_invalid';
    if (isOver) dropReceipt();
    stop();
  }
  const keepScan = useCallback(() => {
    setIsScanning(false);
    setReceipt(findReceipt(session.id));
  }, [session.id]);
  return (
    <Card>
      {state.kind === 'ready' && receipt && <ScanKept receipt={receipt} onMark={mark} onOver={dropReceipt} />}
      {state.kind === 'ready' && !receipt && isScanning && (
        <ScanRoom sessionId={session.id} onReceipt={keepScan} onClose={() => setIsScanning(false)} />
      )}
      {state.kind === 'ready' && !receipt && !isScanning && (
        <RoomCodeForm code={code} onCode={setCode} onSubmit={mark} onScan={() => setIsScanning(true)} />
      )}
      {(state.kind === 'preparing' || state.kind === 'sending') && <Sending state={state} />}
      <Obstacle state={state} sessionId={session.id} onAgain={mark} />
      {state.kind === 'finished' && (
        <Outcome finished={state} session={session} onAgain={beginAgain} onPhone={checkPhone} />
      )}
    </Card>
  );
}
