import { existsSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import type { Request, RequestHandler } from 'express';
import expressStaticGzip from 'express-static-gzip';
import { AppError } from '#http/errors.ts';

const forever = 'public, max-age=31536000, immutable';

/** Face weights; immutable when asked for by their hash (`?v=…`). */
export function modelFiles(folder: string): RequestHandler {
  return files(folder, (response) => (/[?&]v=/.test(response.req.url ?? '') ? forever : 'no-cache'));
}

/** The built web app; what carries a hash in its name never changes. */
export function webFiles(folder: string): RequestHandler {
  return files(folder, (_response, path) => (/[\\/]assets[\\/]/.test(path) ? forever : 'no-cache'));
}

function files(folder: string, cacheControl: (response: ServerResponse, path: string) => string): RequestHandler {
  // The compressor's folder listing is read once, at start; a missing folder would throw.
  if (!existsSync(folder)) return (_request, _response, next) => next();
  const find = expressStaticGzip(folder, {
    enableBrotli: true,
    orderPreference: ['br'],
    index: false,
    serveStatic: {
      index: false,
      redirect: false,
      dotfiles: 'ignore',
      cacheControl: false,
      setHeaders: (response: ServerResponse, path: string) => {
        response.setHeader('Cache-Control', cacheControl(response, path));
      },
    },
  });
  return (request, response, next) => {
    // It would answer these by itself, and in bare text.
    if (!isDecodable(request.path)) return next(new AppError('invalid_request', 'The address is not usable.'));
    find(request, response, next);
  };
}

function isDecodable(path: string): boolean {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
}

/** Addresses of the web app's own router all get the one page. */
export function webPages(folder: string): RequestHandler {
  const page = join(folder, 'index.html');
  return (request, response, next) => {
    if (!isPage(request)) return next();
    response.sendFile(page, { cacheControl: false, headers: { 'Cache-Control': 'no-cache' } }, (error) => {
      if (error && !response.headersSent) next();
    });
  };
}

function isPage(request: Request): boolean {
  const isRead = request.method === 'GET' || request.method === 'HEAD';
  const looksLikeFile = /\.[a-z0-9]{1,8}$/i.test(request.path);
  return isRead && !looksLikeFile && request.accepts(['html', 'json']) === 'html';
}
