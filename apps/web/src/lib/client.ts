/** Version of this build; unit tests run without one. */
export const appVersion = typeof __APP_VERSION__ === 'string' ? __APP_VERSION__ : '0.0.0';

/** What a mark says about the app and the screen it came from. */
export function describeClient(): { version: string; screen: string } {
  const { width, height } = globalThis.screen ?? { width: 0, height: 0 };
  return { version: appVersion, screen: `${width}x${height}@${globalThis.devicePixelRatio ?? 1}` };
}
