/** `npm test`: everything from the linter to the browser journeys, to the end even where something fails. */
import { borders, docker, lint, runStages, texts, types } from './checks.mjs';
import { build, journeys, otherBrowsers, redteam, vitest } from './suites.mjs';
import { withNode } from './with-node.mjs';

await withNode((node) =>
  runStages(node, [
    lint,
    borders,
    texts,
    docker,
    types,
    vitest('rules and slices', ['api', 'web', 'scripts']),
    vitest('the face in a browser', ['face'], { inChromium: true }),
    build,
    vitest('starting and ending', ['start']),
    journeys,
    otherBrowsers,
    redteam,
  ]),
);
