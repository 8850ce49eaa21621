/** Who used which phone. */
export type Use = { personId: string; deviceHash: string };

type Group<U extends Use> = { people: string[]; phones: string[]; uses: U[] };

/**
 * People and phones that hang together by use, the most people first, then the most phones. One person with one
 * phone is no group.
 */
export function matchGroups<U extends Use>(uses: readonly U[]): Group<U>[] {
  const roots = new Map<string, string>();
  const rootOf = (node: string): string => {
    let root = node;
    for (let next = roots.get(root); next !== undefined && next !== root; next = roots.get(root)) root = next;
    // What was walked is short the next time.
    for (let at = node; at !== root; ) {
      const next = roots.get(at) ?? root;
      roots.set(at, root);
      at = next;
    }
    return root;
  };
  for (const { personId, deviceHash } of uses) roots.set(rootOf(`person ${personId}`), rootOf(`phone ${deviceHash}`));
  const groups = Map.groupBy(uses, ({ personId }) => rootOf(`person ${personId}`));
  return [...groups.values()]
    .map((own) => ({
      people: [...new Set(own.map(({ personId }) => personId))],
      phones: [...new Set(own.map(({ deviceHash }) => deviceHash))],
      uses: own,
    }))
    .filter(({ people, phones }) => people.length > 1 || phones.length > 1)
    .sort((a, b) => b.people.length - a.people.length || b.phones.length - a.phones.length);
}

/**
 * As many groups as have room, the last one cut to what is left of it.
 * @param most people and phones together
 */
export function cutGroups<U extends Use>(
  groups: readonly Group<U>[],
  most: number,
): { groups: Group<U>[]; isCut: boolean } {
  const kept: Group<U>[] = [];
  let room = most;
  for (const group of groups) {
    const size = group.people.length + group.phones.length;
    if (size > room) {
      const cut = cutGroup(group, room);
      if (cut) kept.push(cut);
      return { groups: kept, isCut: true };
    }
    kept.push(group);
    room -= size;
  }
  return { groups: kept, isCut: false };
}

/** Takes one use after the other while both ends have room; null when nothing that says something is left. */
function cutGroup<U extends Use>(group: Group<U>, room: number): Group<U> | null {
  const people = new Set<string>();
  const phones = new Set<string>();
  const uses = group.uses.filter(({ personId, deviceHash }) => {
    const more = Number(!people.has(personId)) + Number(!phones.has(deviceHash));
    if (people.size + phones.size + more > room) return false;
    people.add(personId);
    phones.add(deviceHash);
    return true;
  });
  return people.size + phones.size > 2 ? { people: [...people], phones: [...phones], uses } : null;
}
