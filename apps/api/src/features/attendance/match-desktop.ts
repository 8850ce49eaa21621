const desktops = [
  ['Windows', /Windows NT/],
  ['ChromeOS', /CrOS/],
  ['macOS', /Macintosh/],
  ['Linux', /X11;.*Linux/],
] as const;

/** CSS pixels; the shorter side of any phone is less, also when it asks for the desktop's page. */
const shortestDesktop = 600;

/** Longer by shorter side. iPads call themselves Macintosh; their screens are squarer than any Mac's. */
const squarestMac = 1.53;

/**
 * The desktop system a mark came from, by the browser's word and the screen's.
 * @param screen `width x height @ ratio` as the app says it, such as `390x844@3`; null when it says nothing
 * @returns null for phones, tablets and what cannot be told
 */
export function matchDesktop(userAgent: string | null, screen: string | null): string | null {
  const [name] = desktops.find(([, pattern]) => pattern.test(userAgent ?? '')) ?? [];
  const sides =
    /^(\d{1,5})x(\d{1,5})(?:@|$)/
      .exec(screen ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  const [width = 0, height = 0] = sides;
  const shorter = Math.min(width, height);
  if (name === undefined || shorter < shortestDesktop || /Mobile|Tablet/.test(userAgent ?? '')) return null;
  return name === 'macOS' && Math.max(width, height) / shorter < squarestMac ? null : name;
}
