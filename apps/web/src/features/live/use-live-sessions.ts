import { useEffect } from 'react';
import { holdSocket } from './live-socket.ts';

/** Calls `onChange` whenever a class session of the school is opened, closed or changed. */
export function useLiveSessions(onChange: () => void): void {
  useEffect(() => {
    const { socket, release } = holdSocket();
    let isOver = false;
    let stop = () => {};
    socket
      .then((open) => {
        if (isOver) return;
        open.on('sessions', onChange);
        stop = () => void open.off('sessions', onChange);
      })
      .catch(() => {});
    return () => {
      isOver = true;
      stop();
      release();
    };
  }, [onChange]);
}
