/**
 * The reason that stands in the form after another decision is chosen: what somebody typed stays, a preset of the other
 * decision does not.
 */
export function nextReason(typed: string, presets: readonly string[], preset: string): string {
  return typed.trim() === '' || presets.includes(typed) ? preset : typed;
}
