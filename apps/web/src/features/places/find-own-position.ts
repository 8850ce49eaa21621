export type OwnPosition =
  | { kind: 'found'; lat: number; lng: number; accuracy: number }
  | { kind: 'denied' }
  | { kind: 'failed' };

/** One position fix of this browser, fresh and as exact as it can; `accuracy` in metres. */
export function findOwnPosition(): Promise<OwnPosition> {
  return new Promise((resolve) => {
    if (!('geolocation' in navigator)) return resolve({ kind: 'failed' });
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve({ kind: 'found', lat: coords.latitude, lng: coords.longitude, accuracy: coords.accuracy }),
      (error) => resolve({ kind: error.code === error.PERMISSION_DENIED ? 'denied' : 'failed' }),
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 0 },
    );
  });
}
