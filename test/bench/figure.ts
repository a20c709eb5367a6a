/** One measured figure, beside its reference of the same run. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: 'ms' | 'rows/s' | 'MB' | 'mutations/s' | 'pulls/s' | 'errors';
  readonly reference?: { readonly name: string; readonly value: number };
  /** value ÷ reference. */
  readonly ratio?: number;
  /** What the design asks for, e.g. `≥ 0.35`. */
  readonly goal?: string;
  readonly met?: boolean;
}

interface Goal {
  readonly reference: { readonly name: string; readonly value: number };
  readonly least?: number;
  readonly most?: number;
}

/** A figure against its reference; `least` or `most` is what the ratio has to be. */
export function against(figure: Pick<Figure, 'name' | 'value' | 'unit'>, { reference, least, most }: Goal): Figure {
  const ratio = figure.value / reference.value;
  if (least !== undefined) return { ...figure, reference, ratio, goal: `≥ ${least}`, met: ratio >= least };
  if (most !== undefined) return { ...figure, reference, ratio, goal: `≤ ${most}`, met: ratio <= most };
  return { ...figure, reference, ratio };
}

/** A figure by itself; `least` or `most` is what it has to be. */
export function within(
  figure: Pick<Figure, 'name' | 'value' | 'unit'>,
  { least, most }: { least?: number; most?: number },
): Figure {
  if (least !== undefined) return { ...figure, goal: `≥ ${least}`, met: figure.value >= least };
  if (most !== undefined) return { ...figure, goal: `≤ ${most}`, met: figure.value <= most };
  return figure;
}

/** The value below which `share` of the sorted samples lie. */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * share) - 1)] ?? NaN;
}

/** Milliseconds that each of `times` runs took, one after the other. */
export async function timed(times: number, work: (run: number) => Promise<unknown>): Promise<number[]> {
  const samples: number[] = [];
  for (let run = 0; run < times; run++) {
    const start = performance.now();
    await work(run);
    samples.push(performance.now() - start);
  }
  return samples;
}

const round = (value: number) => (value >= 100 ? Math.round(value) : Math.round(value * 100) / 100);

/** A figure as a line of text. */
export function lineOf({ name, value, unit, reference, ratio, goal, met }: Figure): string {
  const beside = reference ? `  ${reference.name}: ${round(reference.value)} ${unit}` : '';
  const compared = ratio === undefined ? '' : `  ratio ${ratio.toFixed(2)}`;
  const verdict = goal === undefined ? '' : ` (goal ${goal}: ${met ? 'met' : 'MISSED'})`;
  return `${name.padEnd(58)} ${String(round(value)).padStart(9)} ${unit.padEnd(11)}${beside}${compared}${verdict}`;
}
