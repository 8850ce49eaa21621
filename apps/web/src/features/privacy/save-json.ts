import { saveFile } from '#lib/save-file.ts';

/** Has the browser keep data as a file, named after what it is and the day. */
export function saveJson(data: unknown, what: string): void {
  const blob = new Blob([JSON.stringify(data, null, 2)], { type: 'application/json' });
  saveFile({ blob, name: `${what}_${new Date().toISOString().slice(0, 10)}.json` });
}
