import type { PhoneGroup } from '@hadir/contract/signals.ts';
import { expect, test } from 'vitest';
import { layoutGraph } from './layout-graph.ts';

const at = '2026-11-20T08:00:00.000Z';

function group(count: number): PhoneGroup {
  const people = Array.from({ length: count }, (_, index) => ({
    id: `p${index}`,
    name: 'A',
    role: 'student' as const,
  }));
  const phones = [{ device_hash: 'one' }, { device_hash: 'two' }];
  const uses = people.flatMap(({ id }, index) =>
    phones
      .slice(0, index === 0 ? 2 : 1)
      .map(({ device_hash }) => ({ person_id: id, device_hash, accepted: 1, refused: 2, first_at: at, last_at: at })),
  );
  return { people, phones, uses };
}

test('everything lies inside the picture, nothing on top of something else', () => {
  const { nodes, edges, width, height } = layoutGraph(group(40));
  expect(nodes).toHaveLength(42);
  expect(edges).toHaveLength(41);
  for (const { x, y } of nodes) {
    expect(x > 0 && x < width && y > 0 && y < height).toBe(true);
  }
  const closest = nodes.flatMap((one, index) =>
    nodes.slice(index + 1).map((two) => Math.hypot(one.x - two.x, one.y - two.y)),
  );
  expect(Math.min(...closest)).toBeGreaterThan(40);
});

test('the same group always lies the same way', () => {
  expect(layoutGraph(group(9))).toEqual(layoutGraph(group(9)));
});

test('a use of somebody who was cut off is left out', () => {
  const cut = group(3);
  expect(layoutGraph({ ...cut, people: cut.people.slice(0, 2) }).edges).toHaveLength(3);
});
