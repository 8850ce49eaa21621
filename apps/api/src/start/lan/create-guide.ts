import express, { type Express } from 'express';
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
    response.status(404).json({ code: 'not_found', message: 'Only the guide is here. Use https.', request_id: '' });
  });
  return app;
}
