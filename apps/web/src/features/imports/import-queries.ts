import { getImport, listImportedRows, listImports } from '@hadir/contract/imports.ts';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { callOrThrow } from '#lib/api.ts';

export const importKeys = { all: ['imports'], one: (id: string) => ['imports', id] } as const;

const firstPage: string | null = null;

/** Imports of the school, newest first. */
export function importsQuery() {
  return infiniteQueryOptions({
    queryKey: [...importKeys.all, 'list'],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listImports, { query: { ...(pageParam !== null && { cursor: pageParam }) }, signal }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}

/** One import, with its dry run while its rows are kept. */
export function importQuery(id: string) {
  return queryOptions({
    queryKey: importKeys.one(id),
    queryFn: ({ signal }) => callOrThrow(getImport, { params: { id }, signal }),
    // Judging thousands of rows again is work; what a person does here says when it is wanted.
    staleTime: 60_000,
  });
}

/** What an import made and changed, by row of its file; or only what stayed when it was undone. */
export function importedRowsQuery(id: string, only?: 'kept') {
  return infiniteQueryOptions({
    queryKey: [...importKeys.one(id), 'rows', only ?? 'all'],
    queryFn: ({ signal, pageParam }) =>
      callOrThrow(listImportedRows, {
        params: { id },
        query: { ...(only && { only }), ...(pageParam !== null && { cursor: pageParam }) },
        signal,
      }),
    initialPageParam: firstPage,
    getNextPageParam: (page) => page.next_cursor,
  });
}
