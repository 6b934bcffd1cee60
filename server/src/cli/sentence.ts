import type { TextArguments } from '../findings/index';
import { localize } from '../lsp/localize';
import { simulationText } from '../simulation/index';

/** A text of the simulation in the reader's language. */
export function sentence(key: string, values: TextArguments = {}): string {
  const { template, values: shown } = simulationText(key, values);
  return localize(template, shown);
}
