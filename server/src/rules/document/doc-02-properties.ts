import type { RuleDescription } from '../rule';

const common = { area: 'document', defaultSeverity: 'error', evidence: [], sources: [], since: '0.1.0' } as const;

/** A property that the structure lacks. */
export const doc02: RuleDescription = {
  ...common, code: 'DOC-02', title: 'Unknown property',
  condition: 'An object has a property that its structure does not have.',
  effect: 'The property is not looked at: what it was meant to say counts as not stated.',
  remedy: 'Correct the name. Names are those of the C members. Remarks of your own go into Notes.',
  texts: {
    unknown: '{structure} has no property "{name}", so what it says is ignored. Remove it, or put remarks into Notes.',
    nearest: '{structure} has no property "{name}", so what it says is ignored. Did you mean "{nearest}"?',
  },
};

/** The same property twice. */
export const doc03: RuleDescription = {
  ...common, code: 'DOC-03', title: 'Property given twice',
  condition: 'An object has the same property more than once.',
  effect: 'Only the last one counts; the others are ignored.',
  remedy: 'Keep one of them.',
  texts: { duplicate: '"{name}" is given twice in this object: only this one counts, the earlier is ignored. Keep one of them.', related: 'The earlier "{name}", which is ignored.' },
};

/** A property that cannot be left out. */
export const doc08: RuleDescription = {
  ...common, code: 'DOC-08', title: 'Missing property',
  condition: 'A property that the format cannot do without is missing: FormatVersion, or the one that tells which structure an object is.',
  effect: 'Without FormatVersion a later version cannot know how to read the document; without its type an object cannot be read at all.',
  remedy: 'Add the property.',
  texts: {
    formatVersion: 'FormatVersion is missing, which tells later versions how to read this document. Add "FormatVersion": {version}.',
    discriminator: '"{property}" is missing in {name}, so it is unknown which structure this object is, and it is not looked at. Add it with one of: {words}.',
  },
};

/** Both members of a union. */
export const doc10: RuleDescription = {
  ...common, code: 'DOC-10', title: 'Both members of a union',
  condition: 'Two properties are given that share their memory in C.',
  effect: 'In C one would overwrite the other, so only one of them can be meant.',
  remedy: 'Keep the one that is meant. For FileAlignment and FramePitch the flag KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED decides.',
  texts: { union: '"{name}" and "{other}" share their memory in {structure}: one would overwrite the other. Keep the one that is meant.', related: 'The other member of the union.' },
};
