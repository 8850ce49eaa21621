import type { Roster } from '@hadir/contract/sessions.ts';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from './texts.ts';

/** In the first minute of a class marks arrive every second: read out no more often than this. */
const PAUSE_MS = 5_000;

/** The counts for those who listen; eyes have them in the filter. */
export function RosterCounts({ counts }: { counts: Roster['counts'] }) {
  const t = useTexts();
  const { present, pending, missing } = counts;
  const now = t('roster.announce', { present, pending, missing });
  const latest = useRef(now);
  const [said, setSaid] = useState(now);

  useEffect(() => {
    latest.current = now;
  }, [now]);

  useEffect(() => {
    const timer = setInterval(() => setSaid(latest.current), PAUSE_MS);
    return () => clearInterval(timer);
  }, []);

  return (
    <p role="status" className="sr-only">
      {said}
    </p>
  );
}
