/** What fixes are called in menus, by key. Names and values of the document are put in. */
export const fixTitles = {
  set: 'Set {field} to {value}',
  leaveOut: 'Leave out {field}',
  clear: 'Remove {names}',
  add: 'Add {names}',
  replaceFlag: 'Write {names} instead of {others}',
  move: 'Move {names} to {field}',
  moveToFilter: 'Remove {others}, and add {names} to the filter',
  setOther: 'Set {field} of {other} to {value}',
  clearOther: 'Remove {names} from {other}',
  swap: 'Interchange {first} and {second}',
  rename: 'Change "{name}" to "{nearest}"',
  removeElement: 'Remove {name} from the list',
  removeItem: 'Remove FramingItem[{index}]',
  removeEarlier: 'Remove the earlier "{name}"',
  removeSuppression: 'Remove the suppression',
  removeCode: 'Remove {code} from the suppression',
  keepThis: 'Remove "{other}"',
  insertText: 'Insert {text}',
  insertBefore: 'Insert {text} before {next}',
  quote: 'Put it in double quotes',
  escape: 'Write {text}',
  ratio: 'Set the ratio to {ratio}',
  pitch: 'Take {value} as FramePitch, with KSALLOCATOR_FLAG_2D_BUFFER_REQUIRED',
  narrow: 'Narrow FramingRange to PhysicalRange',
  unused: 'Remove what is not used: {names}',
  copySized: 'Copy AllocatorFraming with KsEditSized',
  copyFirst: 'Copy {names} with KsEdit first',
  ends: 'Write {field} instead of {other}: {pin}',
} as const;

/** What is added to the title of a fix, by key: where it goes further than it seems, or what it does not do. */
export const fixNotes = {
  insteadOf: '{title} instead of {expression}',
  sharedByPins: '{title} (shared by {count} pins)',
  sharedByFilters: '{title} (shared by {count} filters)',
  driver: '{title} (in this document, not in the driver)',
} as const;

/** A key of {@link fixNotes}. */
export type FixNoteKey = keyof typeof fixNotes;

/** A note with what is put into it. */
export interface FixNote {
  readonly note: FixNoteKey;
  readonly arguments: Readonly<Record<string, string | number>>;
}

/** A key of {@link fixTitles}. */
export type FixTitle = keyof typeof fixTitles;
