import type { GraphEdge, GraphNode } from './layout-graph.ts';

/** Where a name stands, from its node: the baseline's offset in the units of the picture. */
export type NamePlace = { readonly dx: number; readonly dy: number; readonly anchor: 'middle' | 'start' | 'end' };

/** Widest of 14 letters at 12 units, and the height of a line. */
const LETTER = 6.4;
const HEIGHT = 14;

export const below: NamePlace = { dx: 0, dy: 30, anchor: 'middle' };
const places: readonly NamePlace[] = [
  below,
  { dx: 0, dy: -21, anchor: 'middle' },
  { dx: 20, dy: 4, anchor: 'start' },
  { dx: -20, dy: 4, anchor: 'end' },
];

type Box = { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };

/** The room that a name takes at a place. */
export function boxOf({ x, y }: GraphNode, { dx, dy, anchor }: NamePlace, letters: number): Box {
  const width = letters * LETTER;
  const left = x + dx - (anchor === 'middle' ? width / 2 : anchor === 'end' ? width : 0);
  return { left, right: left + width, top: y + dy - HEIGHT + 3, bottom: y + dy + 3 };
}

type Picture = { nodes: readonly GraphNode[]; edges: readonly GraphEdge[]; width: number; height: number };

/** For each node the place of its name that the fewest lines and nodes cross; below where several are as good. */
export function placeNames(picture: Picture, lettersOf: (node: GraphNode) => number): Map<string, NamePlace> {
  return new Map(
    picture.nodes.map((node) => {
      const counted = places.map((place) => ({ place, crossed: countCrossed(picture, node, place, lettersOf(node)) }));
      const best = counted.reduce((least, one) => (one.crossed < least.crossed ? one : least));
      return [node.id, best.place];
    }),
  );
}

function countCrossed(picture: Picture, node: GraphNode, place: NamePlace, letters: number): number {
  const box = boxOf(node, place, letters);
  if (box.left < 0 || box.right > picture.width || box.top < 0 || box.bottom > picture.height) return Number.MAX_VALUE;
  const lines = picture.edges.filter((edge) => doesCross(edge, box)).length;
  const covered = picture.nodes.filter((other) => other !== node && isNear(other, box)).length;
  return lines + covered;
}

const RADIUS = 14;

const isNear = ({ x, y }: GraphNode, box: Box) =>
  x > box.left - RADIUS && x < box.right + RADIUS && y > box.top - RADIUS && y < box.bottom + RADIUS;

/** Whether the line has a point in the box: what each side leaves of it, one after another (Liang and Barsky). */
export function doesCross({ from, to }: GraphEdge, box: Box): boolean {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  let [start, end] = [0, 1];
  for (const [step, room] of [
    [-dx, from.x - box.left],
    [dx, box.right - from.x],
    [-dy, from.y - box.top],
    [dy, box.bottom - from.y],
  ] as const) {
    if (step === 0 && room < 0) return false;
    if (step < 0) start = Math.max(start, room / step);
    if (step > 0) end = Math.min(end, room / step);
  }
  return start <= end;
}
