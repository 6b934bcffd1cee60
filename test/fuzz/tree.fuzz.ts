import { createLineIndex, nodeAtOffset, offsetAt, parseTree, pointerOf, positionAt, resolvePointer, scanValue } from '../../server/src/document/tree/index';
import { checkTree } from '../unit/tree/check-tree';
import { type FuzzOptions, limitOf, runAsProgram } from './program';
import { createRandom, type Random } from './random';

const pieces = [
  '{', '}', '[', ']', ':', ',', '"', "'", '"Flags"', '"Frames": 2', '"a": [', '{"b": {', '\n', '\r\n', '\r', '  ', '\t', '//', '/*', '*/', ' // c\n', '\\', '\\"', '\\u00e9',
  '\\ud800', '\\x', '1', '-', '0x10', '007', '1e5', '1e', '.5', 'true', 'false', 'null', 'NaN', 'KSPIN_FLAG_A | 4', '(ULONG)-1', ';', '=', '*', '\u0000', '\u2028', '\ufeff', '\ud83d',
  'é', '"__proto__": ', '"x": "abc\n', '\n  },\n', '\n  ],\n', '\n}', '🎥',
];

const sample = `{
  // what a descriptor looks like
  "FormatVersion": 1, "Target": { "Architecture": "x64", "PageSize": 4096 },
  "Framings": { "CaptureFraming": { "FramingItem": [ { "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED",
      "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY", "KSALLOCATOR_REQUIREMENTF_PREFERENCES_ONLY"], "Frames": 2,
      "FramingRange": { "Range": { "MinFrameSize": "2 * PAGE_SIZE", "MaxFrameSize": "2 * PAGE_SIZE", "Stepping": 1 } } } ] } },
  "Filters": [
    {
      "Label": "capture", /* the only one */
      "Categories": ["KSCATEGORY_VIDEO", "KSCATEGORY_CAPTURE"],
      "PinDescriptors": [ { "Label": "video", "Dispatch": null, "InstancesPossible": 1, "Weight": -0.5e3 } ],
    },
  ],
}
`;

function garbage(random: Random): string {
  let text = '';
  for (let left = random.below(60); left > 0; left--) text += random.pick(pieces);
  return text;
}

function mutated(random: Random): string {
  let text = sample;
  for (let left = 1 + random.below(4); left > 0; left--) {
    const at = random.below(text.length + 1);
    const removed = random.below(3) === 0 ? random.below(30) : random.below(2);
    text = text.slice(0, at) + (random.below(2) === 0 ? random.pick(pieces) : '') + text.slice(at + removed);
  }
  return text;
}

/** Parses garbage and broken descriptors for `seconds`; throws on the first tree that contradicts itself. Returns what was done. */
export function run(options: FuzzOptions): { readonly runs: number } {
  const random = createRandom(options.seed);
  const goesOn = limitOf(options);
  let runs = 0;
  do {
    for (let batch = 0; batch < 50; batch++, runs++) {
      const text = random.below(2) === 0 ? garbage(random) : mutated(random);
      const tree = parseTree(text);
      checkTree(tree);
      const offset = random.below(text.length + 2);
      const node = nodeAtOffset(tree, offset);
      if (node !== -1 && (tree.start[node]! > offset || tree.end[node]! <= offset)) throw new Error(`nodeAtOffset ${offset}: ${JSON.stringify(text)}`);
      if (node !== -1) {
        const pointer = pointerOf(tree, node);
        // A duplicate or missing name may lead elsewhere, but the way there must exist unless the value is missing.
        resolvePointer(tree, pointer);
      }
      checkTree(scanValue(text, Math.min(offset, text.length)).tree);
      const lines = createLineIndex(text);
      const { line, character } = positionAt(lines, offset);
      const back = offsetAt(lines, line, character);
      if (back > Math.min(offset, text.length) || back < Math.min(offset, text.length) - 1) throw new Error(`lines ${offset}: ${JSON.stringify(text)}`);
    }
  } while (goesOn(runs));
  return { runs };
}

runAsProgram(run);
