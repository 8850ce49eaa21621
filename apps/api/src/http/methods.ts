import type { Endpoint } from '@hadir/contract/endpoint.ts';

/** The methods that endpoints know for a path; empty where no endpoint has it. */
export function methodsOf(endpoints: readonly Endpoint[], path: string): string[] {
  const methods = endpoints.filter((endpoint) => matches(endpoint.path, path)).map((endpoint) => endpoint.method);
  return [...new Set(methods.flatMap((method) => (method === 'GET' ? ['GET', 'HEAD'] : [method])))];
}

function matches(pattern: string, path: string): boolean {
  const wanted = pattern.split('/');
  const given = path.replace(/\/$/, '').split('/');
  return (
    wanted.length === given.length &&
    wanted.every((part, index) => part.startsWith(':') || part === given[index]?.toLowerCase())
  );
}
