import { describe, expect, it } from 'vitest';
import { changeReportFilters, readReportFilters } from './report-filters.ts';

const read = (query: string) => readReportFilters(new URLSearchParams(query), '2026-11-20');

describe('the address of a report', () => {
  it('is today and the last thirty days where it says nothing', () => {
    expect(read('')).toMatchObject({
      report: 'daily',
      on: '2026-11-20',
      from: '2026-10-22',
      to: '2026-11-20',
      below: 75,
      by: 'day',
    });
  });

  it.each([
    ['from=2026-11-25', { from: '2026-11-25', to: '2026-11-25' }],
    ['from=2026-12-01&to=2026-11-01', { from: '2026-11-01', to: '2026-11-01' }],
    ['from=2020-01-01&to=2026-11-20', { from: '2025-10-17', to: '2026-11-20' }],
    ['to=2026-02-30', { to: '2026-11-20' }],
    ['report=nothing&by=year&below=0', { report: 'daily', by: 'day', below: 75 }],
    ['below=60.5', { below: 75 }],
    ['stream_id=x', { stream_id: undefined }],
    ['class_id=c&stream_id=x', { class_id: 'c', stream_id: 'x' }],
  ])('%s is read as days and figures that can be asked for', (query, expected) => {
    expect(read(query)).toMatchObject(expected);
  });

  it('loses what is set to nothing and keeps the rest', () => {
    const next = changeReportFilters(new URLSearchParams('report=low&class_id=c'), { class_id: '', below: '60' });
    expect(next.toString()).toBe('report=low&below=60');
  });
});
