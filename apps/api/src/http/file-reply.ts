import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

const fileMark = Symbol('file');

/** What answers an endpoint whose `replyIs` is `file`. */
export type FileReply = {
  readonly kind: typeof fileMark;
  /** With its ending; null for what a program reads and nobody saves. */
  name: string | null;
  mediaType: string;
  body: Readable;
};

export function fileReply(file: Omit<FileReply, 'kind'>): FileReply {
  return { kind: fileMark, ...file };
}

export function isFileReply(answer: unknown): answer is FileReply {
  return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === fileMark;
}

/** Streams it; where that breaks off half way, so does the connection, and no browser keeps half a file. */
export async function sendFile(response: Response, { name, mediaType, body }: FileReply): Promise<void> {
  response.status(200).set('Content-Type', mediaType);
  if (name !== null) response.set('Content-Disposition', dispositionOf(name));
  try {
    await pipeline(body, response);
  } catch (cause) {
    // Whoever closed the connection needs no answer; the pipeline has closed it in every other case.
    if (!isGone(cause)) throw cause;
  }
}

/** RFC 6266: the name in letters that every browser takes, and as it is for those that read it. */
export function dispositionOf(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

function isGone(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'ERR_STREAM_PREMATURE_CLOSE';
}
