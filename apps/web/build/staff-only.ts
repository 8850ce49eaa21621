import type { Plugin, Rolldown } from 'vite';

/** Features that students have screens of, see `routes.tsx`. */
const ofStudents = 'account|attendance|doctor|enrolment|sign-in';

/** Screens that no student comes to, and their frame; what only these need is fetched and kept when first used. */
const staffScreen = new RegExp(
  String.raw`/src/features/(?:(?!(?:${ofStudents})/)[\w-]+/[\w-]+-page|account/staff-layout)\.tsx$`,
);

const staffOnly = new Set<string>();

/** Finds what of a build only staff need. */
export const findStaffOnly: Plugin = {
  name: 'staff-only',
  apply: 'build',
  writeBundle(_, bundle) {
    const files = Object.values(bundle);
    const chunks = new Map(files.flatMap((file) => (file.type === 'chunk' ? [[file.fileName, file]] : [])));
    const screens = [...chunks.values()].filter(isStaffScreen);
    if (screens.length === 0) throw new Error('No screen of staff is found any more: staff-only.ts has to know them.');
    const ofAnybody = reach(
      [...chunks.values()].filter(({ isEntry }) => isEntry),
      chunks,
      (chunk) => !isStaffScreen(chunk),
    );
    for (const fileName of reach(screens, chunks, () => true)) if (!ofAnybody.has(fileName)) staffOnly.add(fileName);
    this.info(`${staffOnly.size} of ${chunks.size} scripts are fetched by staff alone`);
  },
};

/** Takes it out of the list that the service worker keeps from the start. */
export function leaveOutStaffOnly<T extends { url: string }>(entries: T[]): { manifest: T[] } {
  return { manifest: entries.filter(({ url }) => !staffOnly.has(url)) };
}

const isStaffScreen = ({ facadeModuleId }: Rolldown.OutputChunk) => staffScreen.test(facadeModuleId ?? '');

/** Names of the chunks that are come to from these, at once or later. */
function reach(
  from: readonly Rolldown.OutputChunk[],
  chunks: ReadonlyMap<string, Rolldown.OutputChunk>,
  isOnTheWay: (chunk: Rolldown.OutputChunk) => boolean,
): Set<string> {
  const reached = new Set<string>();
  const queue = [...from];
  for (let chunk = queue.pop(); chunk !== undefined; chunk = queue.pop()) {
    if (reached.has(chunk.fileName) || !isOnTheWay(chunk)) continue;
    reached.add(chunk.fileName);
    for (const name of [...chunk.imports, ...chunk.dynamicImports]) {
      const next = chunks.get(name);
      if (next) queue.push(next);
    }
  }
  return reached;
}
