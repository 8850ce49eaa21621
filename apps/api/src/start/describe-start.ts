import type { DemonstrationSignIn } from './fill-demonstration.ts';
import { describeLan, type StartedLan } from './lan/describe-lan.ts';

interface Started {
  publicUrl: string;
  /** null without `--lan` */
  lan: StartedLan | null;
  /** null when a school exists */
  setUpToken: string | null;
  /** null when this database is no demonstration */
  demonstration: DemonstrationSignIn[] | null;
  /** null when nothing worth naming lies there */
  dataFolder: string | null;
  isKeyBesideData: boolean;
}

/** What the person who started us reads on standard output. */
export function describeStart(started: Started): string {
  const lines = [`Hadir is at ${started.publicUrl}`];
  if (started.lan) lines.push(...describeLan(started.publicUrl, started.lan));
  if (started.dataFolder) lines.push(`Data is kept in ${started.dataFolder}`);
  if (started.isKeyBesideData) {
    lines.push('WARNING: the master key lies beside the data it protects; move it out and give it as MASTER_KEY_FILE.');
  }
  if (started.setUpToken) {
    lines.push(`Make the school and its first admin, once, at ${started.publicUrl}/setup#${started.setUpToken}`);
  }
  if (started.demonstration) {
    lines.push('Demonstration school; sign in as');
    for (const { role, email, password } of started.demonstration) lines.push(`${role} ${email} ${password}`);
  }
  return `${lines.join('\n')}\n`;
}
