import { useEffect, useRef, useState } from 'react';
import type { CameraRefusal } from '#face/camera.ts';
import { describeFailure, isRefused } from '#lib/failure.ts';
import { useBreak } from '#lib/use-break.ts';
import { Button } from '#ui/button.tsx';
import { Notice } from '#ui/notice.tsx';
import { openScanner } from './open-scanner.ts';
import { readScan, redeemScan } from './room-receipt.ts';
import { useTexts } from './texts.ts';

type Scanning =
  | { kind: 'looking'; hint: 'searching' | 'other_code' | 'other_class' }
  | { kind: 'asking' }
  | { kind: 'no_camera'; why: CameraRefusal['kind'] }
  | { kind: 'refused'; words: string };

/** The camera at the back, looking for the code of this class session. */
export function ScanRoom({
  sessionId,
  onReceipt,
  onClose,
}: {
  sessionId: string;
  onReceipt: () => void;
  onClose: () => void;
}) {
  const t = useTexts();
  const video = useRef<HTMLVideoElement>(null);
  const [state, setState] = useState<Scanning>({ kind: 'looking', hint: 'searching' });
  const [round, setRound] = useState(0);
  const breakScreen = useBreak();

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round opens the camera again
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    const leaving = new AbortController();
    const { signal } = leaving;
    setState({ kind: 'looking', hint: 'searching' });
    function redeem(text: string): boolean {
      const scan = readScan(text);
      if (scan?.sessionId !== sessionId) {
        setState({ kind: 'looking', hint: scan === null ? 'other_code' : 'other_class' });
        return false;
      }
      setState({ kind: 'asking' });
      redeemScan(scan, signal)
        .then((answer) => {
          if (signal.aborted) return;
          if (answer.kind === 'ok') return onReceipt();
          const isOver = isRefused(answer, 'room_code_invalid');
          setState({ kind: 'refused', words: isOver ? t('scan.over_text') : describeFailure(answer) });
        })
        .catch((error: unknown) => !signal.aborted && breakScreen(error));
      return true;
    }
    const tellEnd = () => !signal.aborted && setState({ kind: 'refused', words: t('scan.camera_gone') });
    openScanner(element, redeem, tellEnd, signal)
      .then((opened) => !signal.aborted && opened.kind !== 'open' && setState({ kind: 'no_camera', why: opened.kind }))
      .catch((error: unknown) => !signal.aborted && breakScreen(error));
    return () => leaving.abort();
  }, [sessionId, round, onReceipt, breakScreen]);

  const isLooking = state.kind === 'looking';
  return (
    <div className="space-y-3">
      <video
        ref={video}
        hidden={!isLooking}
        muted
        playsInline
        aria-label={t('scan.camera')}
        className="aspect-square w-full rounded-2xl bg-stage object-cover"
      />
      <p role="status" className="text-center text-ink-soft">
        {isLooking && t(`scan.${state.hint}`)}
        {state.kind === 'asking' && t('scan.checking')}
      </p>
      {state.kind === 'no_camera' && <Notice tone="warn">{t('scan.no_camera')}</Notice>}
      {state.kind === 'refused' && (
        <Notice
          tone="bad"
          isLive
          actions={
            <Button look="secondary" onClick={() => setRound((before) => before + 1)}>
              {t('scan.again')}
            </Button>
          }
        >
          {state.words}
        </Notice>
      )}
      <Button look="quiet" className="w-full" onClick={onClose}>
        {t('scan.type_instead')}
      </Button>
    </div>
  );
}
