import { isRecord, sampleOf } from './sample.ts';
import type { Visitor } from './visitor.ts';
import { read } from './wire.ts';

export type Operation = { method: string; path: string; params: readonly string[]; body: unknown };

/** Everything the product says it can do, with a body that fits. */
export async function listOperations(admin: Visitor): Promise<Operation[]> {
  const { paths } = read(await admin.raw({ method: 'GET', path: '/api/openapi.json' }));
  if (!isRecord(paths)) throw new Error('OpenAPI lists no paths.');
  return Object.entries(paths).flatMap(([template, methods]) =>
    Object.entries(isRecord(methods) ? methods : {}).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path: template.replace(/\{(\w+)\}/g, ':$1'),
      params: [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name),
      body: sampleOf(bodyOf(operation)),
    })),
  );
}

function bodyOf(operation: unknown): unknown {
  const at = (value: unknown, key: string): unknown => (isRecord(value) ? value[key] : undefined);
  return at(at(at(at(operation, 'requestBody'), 'content'), 'application/json'), 'schema') ?? {};
}

/** @param ids by the name of the parameter; `id` stands for all that are not named */
export async function perform(
  visitor: Visitor,
  { method, path, body }: Operation,
  ids: Readonly<Record<string, string>>,
) {
  const filled = path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(ids[name] ?? ids.id ?? ''));
  const send = method !== 'GET' ? { body: JSON.stringify(isRecord(body) ? body : {}) } : {};
  return visitor.raw({ method, path: filled, ...send });
}
