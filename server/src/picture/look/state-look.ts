import type { Colour } from './colour';
import { mix, readableOn } from './colour';
import type { Palette } from './palette';

/** What is drawn over a span's colour, so that colour is never the only thing that tells states apart. */
export type Pattern = 'plain' | 'hollow' | 'dots' | 'horizontal' | 'vertical' | 'grid' | 'checker' | 'chevron' | 'cross' | 'backslash' | 'diamond';

/** How a state looks in one theme. All colours are opaque. */
export interface StateLook {
  readonly fill: Colour;
  /** Colour of the pattern. */
  readonly ink: Colour;
  /** Colour of the outline. */
  readonly edge: Colour;
  readonly text: Colour;
  readonly pattern: Pattern;
}

type Hue = 'neutral' | 'strong' | 'blue' | 'purple' | 'green' | 'orange' | 'red' | 'yellow';

interface Recipe {
  readonly hue: Hue;
  /** How much of the hue lies on the background, 0 … 1. */
  readonly share: number;
  readonly pattern: Pattern;
}

/** One look for each state of the trace's vocabulary; within one kind of row no two share a pattern. */
const recipes: Readonly<Record<string, Recipe>> = {
  queued: { hue: 'neutral', share: 0.16, pattern: 'hollow' },
  leadingEdge: { hue: 'neutral', share: 0.5, pattern: 'vertical' },
  cloned: { hue: 'blue', share: 0.32, pattern: 'horizontal' },
  hardwareFilling: { hue: 'blue', share: 0.95, pattern: 'chevron' },
  readyForDpc: { hue: 'purple', share: 0.85, pattern: 'dots' },
  completing: { hue: 'green', share: 0.6, pattern: 'grid' },
  inApplication: { hue: 'orange', share: 0.85, pattern: 'plain' },
  cancelled: { hue: 'neutral', share: 0.3, pattern: 'cross' },
  neverCompleted: { hue: 'red', share: 0.9, pattern: 'checker' },
  inWindow: { hue: 'purple', share: 0.55, pattern: 'diamond' },
  // Places in a circuit that no pin of the driver has: one hue, so that a picture with an application beside the circuit keeps both apart.
  atRequestor: { hue: 'yellow', share: 0.3, pattern: 'backslash' },
  atPeer: { hue: 'yellow', share: 0.6, pattern: 'plain' },
  inTransit: { hue: 'yellow', share: 0.5, pattern: 'grid' },
  stop: { hue: 'neutral', share: 0.1, pattern: 'hollow' },
  acquire: { hue: 'neutral', share: 0.32, pattern: 'vertical' },
  pause: { hue: 'orange', share: 0.5, pattern: 'horizontal' },
  run: { hue: 'green', share: 0.7, pattern: 'plain' },
  running: { hue: 'strong', share: 0.6, pattern: 'plain' },
  dpc: { hue: 'purple', share: 0.85, pattern: 'dots' },
  transferring: { hue: 'blue', share: 0.95, pattern: 'chevron' },
  stalled: { hue: 'red', share: 0.75, pattern: 'checker' },
  onFrame: { hue: 'neutral', share: 0.3, pattern: 'plain' },
};

/** States that differ by a number, such as `onBuffer.3`, take turns, so that neighbours differ. */
const turns: Readonly<Record<string, readonly Recipe[]>> = {
  onBuffer: [
    { hue: 'blue', share: 0.4, pattern: 'plain' }, { hue: 'orange', share: 0.4, pattern: 'horizontal' }, { hue: 'green', share: 0.4, pattern: 'dots' }, { hue: 'purple', share: 0.4, pattern: 'vertical' },
    { hue: 'yellow', share: 0.4, pattern: 'grid' }, { hue: 'neutral', share: 0.3, pattern: 'chevron' },
  ],
};

/** For states the vocabulary does not know, one after the other. */
const spare: readonly Recipe[] = [
  { hue: 'blue', share: 0.6, pattern: 'grid' }, { hue: 'orange', share: 0.6, pattern: 'dots' }, { hue: 'purple', share: 0.6, pattern: 'vertical' },
  { hue: 'green', share: 0.6, pattern: 'horizontal' }, { hue: 'neutral', share: 0.4, pattern: 'checker' }, { hue: 'red', share: 0.5, pattern: 'cross' },
];

function hueOf(palette: Palette, hue: Hue): Colour {
  switch (hue) {
    case 'neutral': return palette.foreground;
    case 'strong': return palette.foreground;
    default: return palette[hue];
  }
}

/** The look of each state, in the order given. */
export function stateLooks(keys: readonly string[], palette: Palette): StateLook[] {
  let unknown = 0;
  return keys.map((key) => {
    const recipe = recipes[key] ?? turnOf(key) ?? spare[unknown++ % spare.length]!;
    const hue = hueOf(palette, recipe.hue);
    const fill = mix(hue, palette.background, recipe.share);
    const text = readableOn(fill);
    // In high contrast outlines are the theme's own and patterns strong; otherwise both are shades that stay quiet.
    const ink = mix(text, fill, palette.highContrast ? 0.7 : 0.24);
    const edge = palette.highContrast ? palette.border : mix(text, fill, recipe.pattern === 'hollow' ? 0.34 : 0.24);
    return { fill, ink, edge, text, pattern: recipe.pattern };
  });
}

function turnOf(key: string): Recipe | undefined {
  const [base = '', number] = key.split('.');
  const list = turns[base];
  return list?.[Number(number ?? 0) % list.length];
}

/** The recipes' patterns by state, for the test that no two states of one row share both colour and pattern. */
export function patternOf(key: string): Pattern | undefined {
  return (recipes[key] ?? turnOf(key))?.pattern;
}
