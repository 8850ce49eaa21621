import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { Done, Id, IdParams, line } from './field.ts';

/** Levels of a school, lowest and highest. */
export const levels = { least: 1, most: 12 } as const;

const ClassName = line(1, 60);
const Level = z.number().int().min(levels.least).max(levels.most);
/** Students a stream holds. */
const Capacity = z.number().int().min(1).max(1000);

/** A part of a class that learns together. */
export const Stream = z.object({
  id: Id,
  name: z.string(),
  capacity: z.number().int(),
  /** Active ones; never more than the capacity. */
  students: z.number().int(),
});
export type Stream = z.infer<typeof Stream>;

export const SchoolClass = z.object({
  id: Id,
  name: z.string(),
  level: z.number().int(),
  is_archived: z.boolean(),
  /** Active ones, in a stream or not. */
  students: z.number().int(),
  streams: z.array(Stream),
});
export type SchoolClass = z.infer<typeof SchoolClass>;

export const listClasses = endpoint({
  method: 'GET',
  path: '/api/classes',
  summary: 'Classes of the school with their streams, by level and name; archived ones too',
  access: 'structure:read',
  reply: z.object({ items: z.array(SchoolClass) }),
});

export const createClass = endpoint({
  method: 'POST',
  path: '/api/classes',
  summary: 'Make a class; its name is given once in a school, whatever the case',
  access: 'structure:write',
  body: z.object({ name: ClassName, level: Level }).strict(),
  reply: SchoolClass,
});

export const updateClass = endpoint({
  method: 'PATCH',
  path: '/api/classes/:id',
  summary: 'Rename, set the level, archive once no active student is in it, or bring back',
  access: 'structure:write',
  params: IdParams,
  body: z.object({ name: ClassName, level: Level, is_archived: z.boolean() }).partial().strict(),
  reply: SchoolClass,
});

export const deleteClass = endpoint({
  method: 'DELETE',
  path: '/api/classes/:id',
  summary: 'Delete a class, with its streams, that has no student, deactivated ones counted',
  access: 'structure:write',
  params: IdParams,
  reply: Done,
});

export const createStream = endpoint({
  method: 'POST',
  path: '/api/classes/:id/streams',
  summary: 'Add a stream to a class; its name is given once in the class, whatever the case',
  access: 'structure:write',
  params: IdParams,
  body: z.object({ name: ClassName, capacity: Capacity }).strict(),
  reply: SchoolClass,
});

export const updateStream = endpoint({
  method: 'PATCH',
  path: '/api/streams/:id',
  summary: 'Rename a stream or change its capacity, never below its students',
  access: 'structure:write',
  params: IdParams,
  body: z.object({ name: ClassName, capacity: Capacity }).partial().strict(),
  reply: SchoolClass,
});

export const deleteStream = endpoint({
  method: 'DELETE',
  path: '/api/streams/:id',
  summary: 'Delete a stream that has no student, deactivated ones counted',
  access: 'structure:write',
  params: IdParams,
  reply: SchoolClass,
});
