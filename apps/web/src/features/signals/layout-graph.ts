import type { PhoneGroup } from '@hadir/contract/signals.ts';
import {
  forceCollide,
  forceLink,
  forceManyBody,
  forceSimulation,
  forceX,
  forceY,
  type SimulationNodeDatum,
} from 'd3-force';

export type GraphNode = {
  readonly id: string;
  readonly kind: 'person' | 'phone';
  readonly x: number;
  readonly y: number;
};
export type GraphEdge = { readonly from: GraphNode; readonly to: GraphNode; readonly times: number };
type GraphLayout = {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
  readonly width: number;
  readonly height: number;
};

const APART = 90;
const MARGIN = 44;
const ROUNDS = 200;

type Moving = SimulationNodeDatum & { id: string; kind: GraphNode['kind'] };

/** Places people and phones of one group; the same group always lies the same way. Units are those of the picture. */
export function layoutGraph({ people, phones, uses }: PhoneGroup): GraphLayout {
  const moving: Moving[] = [
    ...people.map(({ id }) => ({ id, kind: 'person' as const })),
    ...phones.map(({ device_hash }) => ({ id: device_hash, kind: 'phone' as const })),
  ];
  const known = new Set(moving.map(({ id }) => id));
  // What was cut off has no place.
  const drawn = uses.filter(({ person_id, device_hash }) => known.has(person_id) && known.has(device_hash));
  const links = drawn.map(({ person_id, device_hash }) => ({ source: person_id, target: device_hash }));
  forceSimulation(moving)
    .force(
      'link',
      forceLink<Moving, { source: string; target: string }>(links)
        .id(({ id }) => id)
        .distance(APART),
    )
    .force('charge', forceManyBody().strength(-420))
    .force('apart', forceCollide(APART * 0.5))
    // Wide rather than high: pages scroll down anyway, and names are written beside.
    .force('x', forceX().strength(0.05))
    .force('y', forceY().strength(0.12))
    .stop()
    .tick(ROUNDS);
  const xs = moving.map(({ x = 0 }) => x);
  const ys = moving.map(({ y = 0 }) => y);
  const [left, top] = [Math.min(...xs) - MARGIN, Math.min(...ys) - MARGIN];
  const nodes = moving.map(({ id, kind, x = 0, y = 0 }) => ({ id, kind, x: x - left, y: y - top }));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  return {
    nodes,
    edges: drawn.flatMap(({ person_id, device_hash, accepted, refused }) => {
      const [from, to] = [byId.get(person_id), byId.get(device_hash)];
      return from && to ? [{ from, to, times: accepted + refused }] : [];
    }),
    width: Math.max(...xs) - left + MARGIN,
    height: Math.max(...ys) - top + MARGIN,
  };
}
