import { type RunFigure, type SimulationResult, figuresOf } from '../simulation/index';
import { write } from './simulation-report';

/** Orders of simultaneous events that are tried beside the usual one. */
export const tieSeeds = [1, 2, 3, 4, 5, 6, 7, 8] as const;

/** What a run came to with other orders of events that come at one instant with one priority. */
export interface TieOrders {
  /** The seeds of the orders, with the fingerprint of each run. */
  readonly runs: readonly { readonly tieSeed: number; readonly fingerprint: string }[];
  /** Figures that are not the same in all runs, with the values they had, as they are printed; the first is that of the order shown. */
  readonly figures: readonly { readonly key: string; readonly label: string; readonly values: readonly string[] }[];
  /** Findings that not all runs have: code (or key), what it concerns, and in how many runs it was shown. */
  readonly findings: readonly { readonly code: string | null; readonly key: string; readonly pin: string; readonly runs: number }[];
}

type Run = Pick<SimulationResult, 'pins' | 'circuits' | 'events' | 'findings' | 'fingerprint'>;

/** Compares the run that is shown with those in other orders. */
export function compareTieOrders(shown: Run, others: readonly { readonly tieSeed: number; readonly result: Run }[]): TieOrders {
  const all = [shown, ...others.map(({ result }) => result)];
  const figures = all.map((result) => new Map(figuresOf(result, write).map((figure) => [`${figure.key}\n${figure.label}`, figure])));
  const names = new Map(figures.flatMap((run) => [...run].map(([name, { key, label }]): [string, Pick<RunFigure, 'key' | 'label'>] => [name, { key, label }])));
  const differing = [...names].flatMap(([name, { key, label }]) => {
    // How many events there were says nothing about the driver.
    const values = [...new Set(figures.map((run) => run.get(name)?.value ?? '–'))];
    return values.length === 1 || key === 'events' ? [] : [{ key, label, values }];
  });
  const counts = new Map<string, { code: string | null; key: string; pin: string; runs: number }>();
  for (const { findings } of all) {
    for (const name of new Set(findings.map(({ code, key, pin }) => JSON.stringify({ code, key, pin })))) {
      const known = counts.get(name);
      if (known) known.runs += 1;
      else counts.set(name, { ...(JSON.parse(name) as { code: string | null; key: string; pin: string }), runs: 1 });
    }
  }
  return { runs: others.map(({ tieSeed, result: { fingerprint } }) => ({ tieSeed, fingerprint })), figures: differing, findings: [...counts.values()].filter(({ runs }) => runs < all.length) };
}
