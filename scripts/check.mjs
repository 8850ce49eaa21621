/** `npm run check`: what has to hold before a commit; a minute, not the journeys. */
import { borders, docker, drift, lint, runStages, texts, types } from './checks.mjs';
import { withNode } from './with-node.mjs';

await withNode((node) => runStages(node, [lint, borders, texts, docker, types, drift]));
