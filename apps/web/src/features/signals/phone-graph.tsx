import type { PhoneGroup } from '@hadir/contract/signals.ts';
import { useMemo } from 'react';
import { Link } from 'react-router';
import { type GraphNode, layoutGraph } from './layout-graph.ts';
import { below, type NamePlace, placeNames } from './place-names.ts';
import { useTexts } from './texts.ts';

const NAME_LENGTH = 14;
const short = (name: string) => (name.length > NAME_LENGTH ? `${name.slice(0, NAME_LENGTH - 1)}…` : name);

/** Eight of the sixty-four digits tell phones apart at a glance. */
export const shortHash = (hash: string) => hash.slice(0, 8);

/** One group as a picture in which every person and phone is a link to its attempts; thicker lines are more tries. */
export function PhoneGraph({ group, name }: { group: PhoneGroup; name: string }) {
  const t = useTexts();
  const nameOf = (id: string) => group.people.find((person) => person.id === id)?.name ?? '';
  const { nodes, edges, width, height, places } = useMemo(() => {
    const layout = layoutGraph(group);
    const names = new Map(group.people.map((person) => [person.id, short(person.name)]));
    const lettersOf = ({ id }: GraphNode) => (names.get(id) ?? shortHash(id)).length;
    return { ...layout, places: placeNames(layout, lettersOf) };
  }, [group]);
  return (
    <section
      className="overflow-x-auto rounded-xl bg-sunken"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      aria-label={`${t('graph.picture')}, ${name}`}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} className="mx-auto block">
        <title>{`${t('graph.picture')}, ${name}`}</title>
        {edges.map(({ from, to, times }) => (
          <line
            key={`${from.id} ${to.id}`}
            x1={from.x}
            y1={from.y}
            x2={to.x}
            y2={to.y}
            className="stroke-line-strong"
            strokeWidth={Math.min(6, 1 + Math.log2(1 + times) / 2)}
          />
        ))}
        {nodes.map((node) =>
          node.kind === 'person' ? (
            <Node
              key={node.id}
              node={node}
              to={`/attempts?student_id=${encodeURIComponent(node.id)}`}
              label={t('graph.openPerson', { name: nameOf(node.id) })}
              text={short(nameOf(node.id))}
              place={places.get(node.id)}
            />
          ) : (
            <Node
              key={node.id}
              node={node}
              to={`/attempts?device_hash=${encodeURIComponent(node.id)}`}
              label={t('graph.phoneNamed', { hash: shortHash(node.id) })}
              text={shortHash(node.id)}
              place={places.get(node.id)}
            />
          ),
        )}
      </svg>
    </section>
  );
}

function Node({
  node: { x, y, kind },
  to,
  label,
  text,
  place: { dx, dy, anchor } = below,
}: {
  node: GraphNode;
  to: string;
  label: string;
  text: string;
  place: NamePlace | undefined;
}) {
  return (
    <Link to={to} aria-label={label} className="group outline-none">
      {kind === 'person' ? (
        <circle cx={x} cy={y} r={14} className="fill-brand group-focus-visible:stroke-ink" strokeWidth={4} />
      ) : (
        <rect
          x={x - 13}
          y={y - 13}
          width={26}
          height={26}
          rx={5}
          className="fill-surface stroke-ink group-focus-visible:fill-brand-soft"
          strokeWidth={3}
        />
      )}
      <text
        x={x + dx}
        y={y + dy}
        textAnchor={anchor}
        strokeWidth={4}
        className="fill-ink stroke-sunken text-xs [paint-order:stroke] group-hover:underline group-focus-visible:font-bold group-focus-visible:underline"
      >
        {text}
      </text>
    </Link>
  );
}
