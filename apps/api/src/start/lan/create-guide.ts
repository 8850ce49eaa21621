import { randomUUID } from 'node:crypto';
import type { ErrorReply } from '@hadir/contract/error.ts';
import express, { type ErrorRequestHandler, type Express } from 'express';
import { authorityFile, authorityPath } from '#http/authority-file.ts';
import { securityHeaders } from '#http/security-headers.ts';
import { webFiles, webPages } from '#http/static-files.ts';

/**
 * What the local network gets over plain http: the page that explains how to trust the authority, and its certificate.
 * Nobody signs in here and nothing of the API is here.
 */
export function createGuide(webFolder: string, pem: string): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(...securityHeaders(false), (_request, response, next) => {
    // Browsers ignore it without https, and complain.
    response.removeHeader('Cross-Origin-Opener-Policy');
    next();
  });
  app.get(authorityPath, authorityFile(pem));
  app.get(['/', '/index.html'], (_request, response) => response.redirect('/trust'));
  app.use(webFiles(webFolder));
  app.get('/trust', webPages(webFolder));
  app.use((request, response) => {
    const wantsPage =
      request.method === 'GET' && !request.path.startsWith('/api/') && request.accepts(['html', 'json']);
    if (wantsPage === 'html') return response.redirect('/trust');
    response.status(404).json(say('not_found', 'Only the guide is here. Use https.'));
  });
  app.use(answerUnreadable);
  return app;
}

/** Four parameters are what marks it for Express. */
const answerUnreadable: ErrorRequestHandler = (_error, _request, response, next) => {
  if (response.headersSent) return next();
  response.status(400).json(say('invalid_request', 'The request is not usable.'));
};

/** Nobody writes these requests down, so the id only tells two answers apart. */
const say = (code: ErrorReply['code'], message: string): ErrorReply => ({ code, message, request_id: randomUUID() });
