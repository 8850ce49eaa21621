import { createTransport } from 'nodemailer';
import type { Env } from '#env.ts';
import type { Mail } from '#http/context.ts';

/** A mail server that says nothing holds up what waits behind it, milliseconds. */
const patienceMs = 10_000;

/**
 * Sends by SMTP; without a mail server letters are printed, for whoever runs this server to hand on.
 * @param address how people reach this server
 */
export function createMail(env: Pick<Env, 'SMTP_URL' | 'MAIL_FROM'>, address: () => string): Mail {
  if (env.SMTP_URL === null) {
    return {
      send: async ({ to, subject, text }) => {
        process.stdout.write(`\nNo mail server is configured (SMTP_URL). A letter for ${to}: ${subject}\n${text}\n\n`);
      },
    };
  }
  const transport = createTransport({
    url: env.SMTP_URL,
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
  });
  return {
    send: async (letter) => {
      const from = env.MAIL_FROM ?? `Hadir <no-reply@${new URL(address()).hostname}>`;
      await transport.sendMail({ from, ...letter });
    },
  };
}
