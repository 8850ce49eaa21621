/** Wilson's 95 % interval of a share, as two shares. */
export function intervalOf(count: number, n: number): { least: number; most: number } {
  if (n === 0) return { least: 0, most: 1 };
  const z = 1.96;
  const share = count / n;
  const middle = share + (z * z) / (2 * n);
  const half = z * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  const whole = 1 + (z * z) / n;
  return { least: Math.max(0, (middle - half) / whole), most: Math.min(1, (middle + half) / whole) };
}

/** `12 of 40, 30.0 % (18.1 – 45.4)` */
export function asShare(count: number, n: number): string {
  const percent = (share: number) => (share * 100).toFixed(1);
  const { least, most } = intervalOf(count, n);
  return `${count} of ${n}, ${percent(n === 0 ? 0 : count / n)} % (${percent(least)} – ${percent(most)})`;
}

/** Spearman's rank correlation and its two-sided p-value (normal approximation, for n of some dozens and more). */
export function rankCorrelation(a: readonly number[], b: readonly number[]): { rho: number; p: number } {
  const [x, y] = [ranksOf(a), ranksOf(b)];
  const middle = (a.length + 1) / 2;
  let [xy, xx, yy] = [0, 0, 0];
  for (const [i, one] of x.entries()) {
    const other = y[i] ?? Number.NaN;
    xy += (one - middle) * (other - middle);
    xx += (one - middle) ** 2;
    yy += (other - middle) ** 2;
  }
  const rho = xy / Math.sqrt(xx * yy);
  const z = Math.abs(rho) * Math.sqrt(a.length - 1);
  return { rho, p: 2 * (1 - normal(z)) };
}

/** Equal values share the mean of their ranks. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, i) => ({ value, i })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (order[to + 1]?.value === order[from]?.value) to += 1;
    for (let at = from; at <= to; at += 1) ranks[order[at]?.i ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** Distribution function of the standard normal, Abramowitz and Stegun 26.2.17, error below 1e-7. */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const terms = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = terms.reduce((total, term, i) => total + term * t ** (i + 1), 0);
  return 1 - (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
