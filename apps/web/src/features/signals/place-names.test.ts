import { expect, test } from 'vitest';
import type { GraphNode } from './layout-graph.ts';
import { boxOf, doesCross, placeNames } from './place-names.ts';

const node = (id: string, x: number, y: number): GraphNode => ({ id, kind: 'person', x, y });
const [top, bottom, side] = [node('top', 200, 60), node('bottom', 200, 160), node('side', 320, 60)];
const join = (from: GraphNode, to: GraphNode) => ({ from, to, times: 1 });
const picture = (edges: ReturnType<typeof join>[]) => ({
  ...{ nodes: [top, bottom, side], edges, width: 400, height: 220 },
});

test('a name stands below its node while no line goes there', () => {
  expect(placeNames(picture([join(top, side)]), () => 12).get('top')).toEqual({ dx: 0, dy: 30, anchor: 'middle' });
});

test('no line runs through a name that has a free place', () => {
  const drawn = picture([join(top, bottom), join(top, side), join(bottom, side)]);
  const places = placeNames(drawn, () => 12);
  for (const one of drawn.nodes) {
    const place = places.get(one.id);
    if (!place) throw new Error('no place');
    expect(drawn.edges.filter((edge) => doesCross(edge, boxOf(one, place, 12)))).toEqual([]);
  }
});

test('a name stays inside the picture', () => {
  const corner = node('corner', 20, 60);
  const places = placeNames({ nodes: [corner], edges: [], width: 200, height: 120 }, () => 12);
  expect(places.get('corner')).toEqual({ dx: 20, dy: 4, anchor: 'start' });
});
