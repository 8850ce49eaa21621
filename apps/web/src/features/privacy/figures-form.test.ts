import { RetentionFigures } from '@hadir/contract/settings.ts';
import { describe, expect, it } from 'vitest';
import { FiguresForm, figureBounds, figureNames, fillFigures, readFigures } from './figures-form.ts';

const shown = RetentionFigures.parse({});

describe('the figures', () => {
  it.each(figureNames)('%s has the bounds of the contract', (name) => {
    const { least, most } = figureBounds[name];
    const isFigure = (value: number) => RetentionFigures.safeParse({ [name]: value }).success;
    expect([least - 1, least, most, most + 1].map(isFigure)).toEqual([false, true, true, false]);
    const isTaken = (value: string) =>
      FiguresForm.safeParse({ ...fillFigures(shown), reason: 'a reason', [name]: value }).success;
    expect([`${least - 1}`, `${least}`, `${most}`, `${most + 1}`].map(isTaken)).toEqual([false, true, true, false]);
    expect(['', '1.5', '-7', 'seven'].map(isTaken)).toEqual([false, false, false, false]);
  });

  it('sends what differs and nothing where nothing does', () => {
    expect(readFigures(fillFigures(shown), shown)).toBeNull();
    expect(readFigures({ ...fillFigures(shown), position_days: '30' }, shown)).toEqual({ position_days: 30 });
  });
});
