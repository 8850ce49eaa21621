import type { Findings } from './doctor-store.ts';
import { parts } from './finding.ts';

/** What support is told: words of this page's own and measurements, nothing of the person. */
type ReportFacts = { version: string; device: string; screen: string; language: string; at: Date };

// As they are in browsers' own lists; only the first number of a version is of use.
const browsers = [/(SamsungBrowser)\/(\d+)/, /(Edg)\w*\/(\d+)/, /(OPR)\/(\d+)/, /(Firefox|FxiOS)\/(\d+)/];
const further = [/(Chrome|CriOS)\/(\d+)/, /(Version)\/(\d+)/];
const systems = [
  /Android [\d.]+/,
  /(?:iPhone )?OS (\d+)[_\d]* like Mac/,
  /Windows NT [\d.]+/,
  /Mac OS X/,
  /CrOS/,
  /Linux/,
];

/** System and browser with its number; not the model of the phone, by which its owner may be known. */
export function describeDevice(userAgent: string): string {
  const system = systems.map((pattern) => pattern.exec(userAgent)?.[0]).find((found) => found !== undefined);
  const browser = [...browsers, ...further].map((pattern) => pattern.exec(userAgent)).find((found) => found !== null);
  return `${system ?? '?'}, ${browser ? `${browser[1]} ${browser[2]}` : '?'}`;
}

/** A few lines to copy or to scan; the same in every language, since it is for support. */
export function describeReport(findings: Findings, facts: ReportFacts): string {
  const lines = parts.map((part) => {
    const finding = findings[part];
    const fact = 'fact' in finding && finding.fact ? ` (${finding.fact})` : '';
    if (finding.kind === 'good') return `${part}: ok${fact}`;
    if (finding.kind === 'warn' || finding.kind === 'bad') return `${finding.why.replace('.', ': ')}${fact}`;
    return `${part}: not tried`;
  });
  const { version, device, screen, language, at } = facts;
  return [`Hadir ${version}, ${at.toISOString().slice(0, 16)}Z`, `${device}, ${screen}, ${language}`, ...lines].join(
    '\n',
  );
}
