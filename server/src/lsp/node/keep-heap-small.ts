import { setFlagsFromString } from 'node:v8';

/**
 * Every edit of a long document leaves the text and the columns of the version before behind, and V8 lets a heap grow to several times what is alive before it
 * collects: told so, typing into 10 MB takes a tenth less memory. Call it once `initialize` is answered: given on the command line, or any earlier,
 * flags make Node refuse the compiled form of its own modules, and the start takes ten milliseconds longer.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--heap-growing-percent=20');
}
