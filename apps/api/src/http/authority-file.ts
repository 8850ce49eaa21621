import type { RequestHandler } from 'express';

/** Where the certificate of the local network's authority lies, for everybody: it is public. */
export const authorityPath = '/ca.crt';

/** Hands out the certificate (PEM). */
export function authorityFile(pem: string): RequestHandler {
  return (_request, response) => {
    response.set({
      // Phones take it for something to install by this type.
      'Content-Type': 'application/x-x509-ca-cert',
      'Content-Disposition': 'attachment; filename="hadir-ca.crt"',
      'Cache-Control': 'no-cache',
    });
    // As bytes: a character set beside the type would be none of its business.
    response.send(Buffer.from(pem));
  };
}
