import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Figures, sayResolution } from './figures.ts';
import { cellsOf, headings, percent, titleOf } from './format.ts';
import { plotDistances, plotRates, plotTradeOff } from './plots.ts';
import type { Report } from './report.ts';

/** Writes the report as one HTML page that needs nothing else. @returns its path */
export function writePage(report: Report, folder: string): string {
  const file = join(folder, 'index.html');
  writeFileSync(file, toHtml(report));
  return file;
}

function toHtml({ title, described, notes, parts, keys, rosters }: Report): string {
  const sections = parts.map(({ name, figures }) => {
    const protocols = [...Map.groupBy(figures, ({ protocol }) => protocol)].map(
      ([protocol, own]) => `<h3>${escapeText(protocol)}</h3>${plotTradeOff(own)}${own.map(figuresOf).join('')}`,
    );
    return `<h2>${escapeText(name)}</h2>${protocols.join('')}`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escapeText(title)}</title><style>${STYLE}</style></head><body><main>
<h1>${escapeText(title)}</h1>
<h2>Pictures</h2>${table(['', 'pictures', 'share'], described)}
${list(notes)}
${sections.join('')}
<h2>Averages of strangers as a key</h2>${table(keys.headings, keys.rows)}
<h2>Ranks among the faces of a course</h2>${table(rosters.headings, rosters.rows)}
</main></body></html>
`;
}

function figuresOf(figures: Figures): string {
  const rates = figures.atRates.map((figure) => [`FMR ${percent(figure.rate)}`, ...cellsOf(figure)]);
  const fixed = figures.atThresholds.map((figure) => [figure.threshold.toFixed(2), ...cellsOf(figure)]);
  const unresolved = figures.atRates.flatMap(({ rate }) => {
    const said = sayResolution(rate, figures);
    return said ? [`FMR ${percent(rate)} ${said}.`] : [];
  });
  return `<h4>${escapeText(titleOf(figures))}</h4>${table(['at', ...headings], [...fixed, ...rates])}${list(unresolved)}
<div class="plots">${plotRates(figures)}${plotDistances(figures)}</div>`;
}

function table(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const cells = (row: readonly string[], tag: string) =>
    row.map((cell) => `<${tag}>${escapeText(cell)}</${tag}>`).join('');
  const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('');
  return `<div class="wide"><table><thead><tr>${cells(heads, 'th')}</tr></thead><tbody>${body}</tbody></table></div>`;
}

function list(lines: readonly string[]): string {
  return lines.length === 0 ? '' : `<ul>${lines.map((line) => `<li>${escapeText(line)}</li>`).join('')}</ul>`;
}

function escapeText(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

const STYLE = `body{font:16px/1.5 system-ui,sans-serif;margin:0;color:#1c1c1e;background:#fff}
main{max-width:1180px;margin:auto;padding:1rem}h2{margin-top:2.5rem}h4{margin:1.5rem 0 .5rem}
.wide{overflow-x:auto}table{border-collapse:collapse}td,th{padding:.25rem .75rem;border-bottom:1px solid #d4d4d8;text-align:end;white-space:nowrap}
td:first-child,th:first-child{text-align:start}.plots{display:flex;flex-wrap:wrap;gap:1rem}svg{width:100%;max-width:560px;height:auto}
svg text{font-size:12px;fill:currentColor}svg .grid{stroke:#d4d4d8}
@media (prefers-color-scheme:dark){body{color:#e4e4e7;background:#18181b}svg .grid,td,th{stroke:#3f3f46;border-color:#3f3f46}}`;
