import { isIP } from 'node:net';
import encodeQR from 'qr';

export type StartedLan = { fingerprint: string; port: number; hosts: readonly string[] };

/** How phones get in, with a code to scan. Dark on light, whatever the colours of the terminal. */
export function describeLan(publicUrl: string, { fingerprint, port, hosts }: StartedLan): string[] {
  const guide = publicUrl.replace(/^https:/, 'http:');
  const { hostname } = new URL(publicUrl);
  const hasName = !isIP(hostname.replace(/^\[|\]$/g, ''));
  const name = hosts.find((host) => host.endsWith('.local'));
  const lines = [
    `Phones in this network begin at ${guide} — scan this; the page says how a phone comes to trust this computer:`,
    ...paint(encodeQR(guide, 'ascii')),
    `The authority to be trusted has the SHA-256 fingerprint ${fingerprint}`,
  ];
  if (!hasName && name) {
    lines.push(
      `Passkeys need a name in place of a number: start with PUBLIC_URL=https://${name}:${port} where phones find it.`,
    );
  }
  return lines;
}

/** Black on white by the terminal's own colours; blocks alone would be upside down on half of all terminals. */
function paint(code: string): string[] {
  const rows = code.trimEnd().split('\n');
  return process.stdout.isTTY ? rows.map((row) => `\x1b[40;97m${row}\x1b[0m`) : rows;
}
