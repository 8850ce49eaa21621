import { create } from 'zustand';
import { type Finding, type Part, parts } from './finding.ts';

export type Findings = Record<Part, Finding>;

const untried = (): Findings => Object.fromEntries(parts.map((part) => [part, { kind: 'waiting' }])) as Findings; // every part is among them

export const useFindings = create<Findings>(untried);

export function note(found: Partial<Findings>): void {
  useFindings.setState(found);
}

/** What was cut short is as if it had not been tried. */
export function forgetLooking(): void {
  useFindings.setState((now) =>
    Object.fromEntries(parts.filter((part) => now[part].kind === 'looking').map((part) => [part, { kind: 'waiting' }])),
  );
}
