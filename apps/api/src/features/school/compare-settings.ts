import type { AttemptSettings, ChangedSetting } from '@hadir/contract/settings.ts';

/** The values that differ, each by its path. */
export function compareSettings(before: AttemptSettings, after: AttemptSettings): ChangedSetting[] {
  const old = new Map(valuesOf(before));
  return valuesOf(after).flatMap(([field, value]) => {
    const was = old.get(field);
    return was === undefined || was === value ? [] : [{ field, before: was, after: value }];
  });
}

function valuesOf({ weights, liveness, policies, retention, ...limits }: AttemptSettings): [string, number | string][] {
  return [
    ...Object.entries(limits),
    ...Object.entries(weights).map(([name, points]): [string, number] => [`weights.${name}`, points]),
    ...Object.entries(liveness).map(([name, value]): [string, string] => [`liveness.${name}`, value]),
    ...Object.entries(retention).map(([name, value]): [string, number] => [`retention.${name}`, value]),
    ...Object.entries(policies).map(([check, policy]): [string, string] => [`policies.${check}`, policy]),
  ];
}
