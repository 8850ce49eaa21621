/** Behind this, whatever the capitals, an address is a secret of its own: who has it reads a calendar. */
const secret = /^(\/api\/calendar_feeds\/).*/is;

/** The path of an address as a log may keep it: without query, and without what opens something by itself. */
export function loggedPath(address: string): string {
  return (address.split('?')[0] ?? '').replace(secret, '$1*');
}
