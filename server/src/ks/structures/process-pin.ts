import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, bytes, extent, flags, long, place, pointer, ulong } from './common';

const pinPage = ksPage('ns-ks-_ksprocesspin');

/** A pin as the Process callback of a filter sees it. */
export const KSPROCESSPIN = defineStructure({
  name: 'KSPROCESSPIN',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A pin as the Process callback of a filter sees it.',
  evidence: ['D', 'H'],
  source: pinPage,
  size: extent(40, 4, 64, 8),
  fields: {
    Pin: { type: pointer('KSPIN'), cType: 'PKSPIN', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The pin.' },
    StreamPointer: { type: pointer('KSSTREAM_POINTER'), cType: 'PKSSTREAM_POINTER', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Place in the stream.' },
    InPlaceCounterpart: { type: pointer('KSPROCESSPIN'), cType: 'PKSPROCESSPIN', ...place(8, 4, 16, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'The other pin of an in-place transform; NULL without one.' },
    DelegateBranch: { type: pointer('KSPROCESSPIN'), cType: 'PKSPROCESSPIN', ...place(12, 4, 24, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Splitter: the pin whose frames this one passes on without a copy.' },
    CopySource: { type: pointer('KSPROCESSPIN'), cType: 'PKSPROCESSPIN', ...place(16, 4, 32, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Splitter: the pin whose frames are copied to this one.' },
    Data: { type: address, cType: 'PVOID', ...place(20, 4, 40, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Next byte to read or to write.' },
    BytesAvailable: { type: bytes, cType: 'ULONG', ...place(24, 4, 48, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Bytes available at Data.' },
    BytesUsed: { type: bytes, cType: 'ULONG', ...place(28, 4, 52, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Bytes that the callback has read or written; set by the driver.' },
    Flags: { type: flags('KSSTREAM_HEADER_OPTIONSF'), cType: 'ULONG', ...place(32, 4, 56, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Flags of the stream header, for an input pin.' },
    Terminate: { type: { kind: 'boolean' }, cType: 'BOOLEAN', ...place(36, 1, 60, 1), presence: 'optional', evidence: ['D', 'H'], summary: 'Whether the frame is sent on although it is not used up; set by the driver.' },
  },
});

/** The instances of one pin type in the Process callback of a filter. */
export const KSPROCESSPIN_INDEXENTRY = defineStructure({
  name: 'KSPROCESSPIN_INDEXENTRY',
  origin: 'ks',
  header: 'ks.h',
  summary: 'The instances of one pin type in the Process callback of a filter. The table is indexed by pin id.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-_ksprocesspin_indexentry'),
  size: extent(8, 4, 16, 8),
  fields: {
    Pins: { type: address, cType: 'PKSPROCESSPIN*', ...place(0, 4, 0, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Table of pointers to the instances.' },
    Count: { type: ulong, cType: 'ULONG', ...place(4, 4, 8, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Number of instances; may be 0.' },
  },
});

/** A flow control gate. */
export const KSGATE = defineStructure({
  name: 'KSGATE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A flow control gate: open while Count is above 0. An AND gate counts 1 minus its inputs that are off, an OR gate its inputs that are on.',
  remarks: 'AVStream does not check the count: functions for the other kind of gate lead to states that no gate has.',
  evidence: ['D', 'H'],
  source: ksPage('ns-ks-_ksgate'),
  size: extent(8, 4, 16, 8),
  fields: {
    Count: { type: long, cType: 'LONG', ...place(0, 4), presence: 'optional', evidence: ['D', 'H'], summary: 'Count of the gate: at most 1 for an AND gate, at least 0 for an OR gate.' },
    NextGate: { type: pointer('KSGATE'), cType: 'PKSGATE', ...place(4, 4, 8, 8), presence: 'optional', evidence: ['D', 'H'], summary: 'Gate that this one is an input of: an OR gate behind an AND gate, and the other way round.' },
  },
});
