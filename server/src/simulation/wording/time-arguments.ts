import { formatDuration } from '../../document/index';
import type { TextArguments } from '../result';
import type { Distribution } from '../scenario';

/** What a distribution of times consists of, as texts name it. */
export function timeArguments(value: Distribution): TextArguments {
  switch (value.kind) {
    case 'constant':
      return { value: value.value };
    case 'uniform':
      return { minimum: value.minimum, maximum: value.maximum };
    case 'triangular':
      return { minimum: value.minimum, mode: value.mode, maximum: value.maximum };
    case 'table':
      return { values: value.values.map((time, index) => `${formatDuration(time)} × ${value.weights[index]!}`).join(', ') };
  }
}
