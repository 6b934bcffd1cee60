import { readFileSync } from 'node:fs';

/** Folders with configurations and a descriptor, and what holds there. */
export interface Layout {
  readonly name: string;
  /** Configuration files by path. */
  readonly files: Readonly<Record<string, string>>;
  /** Path of the descriptor. */
  readonly document: string;
  /** `severity CODE` of what is reported, sorted. */
  readonly expected: readonly string[];
  /** `severity code` of what is wrong in the configuration, in order. */
  readonly problems?: readonly string[];
}

export const layouts = (JSON.parse(readFileSync('test/fixtures/configurations.json', 'utf8')) as { readonly layouts: readonly Layout[] }).layouts;

/** The descriptor of every layout. */
export const descriptor = `{
  "FormatVersion": 1, // avstream-disable-line FRM-01
  "Framings": { "F": { "FramingItem": [ { "Flags": ["KSALLOCATOR_REQUIREMENTF_SYSTEM_MEMORY"], "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Frames": 3, "FileAlignment": 16 } ] } }
}
`;
