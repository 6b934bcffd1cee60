import { ksPage } from '../evidence';
import { defineStructure } from '../structure';
import { bytes, embedded, extent, place, ulong } from './common';

const rangePage = ksPage('ns-ks-ks_framing_range');
const weightedPage = ksPage('ns-ks-ks_framing_range_weighted');

/** A set of frame sizes: from, to, step. */
export const KS_FRAMING_RANGE = defineStructure({
  name: 'KS_FRAMING_RANGE',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A set of frame sizes in bytes: MinFrameSize, MinFrameSize + Stepping, and so on up to MaxFrameSize.',
  evidence: ['D', 'H'],
  source: rangePage,
  size: extent(12, 4),
  fields: {
    MinFrameSize: {
      type: bytes, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['D'], source: rangePage,
      summary: 'Smallest legal frame size, in bytes.',
      remarks: 'A value above MaxFrameSize makes the range empty: no frame size satisfies it (inferred).',
    },
    MaxFrameSize: {
      type: bytes, cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['D', 'H'], source: rangePage,
      summary: 'Largest legal frame size, in bytes. (ULONG)-1 (0xFFFFFFFF) sets no bound.',
      remarks: 'In an optimal range, a maximum below the size of one image lets the negotiation settle on frames that cannot hold an image (inferred).',
    },
    Stepping: {
      type: bytes, cType: 'ULONG', ...place(8, 4), presence: 'optional', default: 1, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D', 'H', 'S'], source: rangePage,
      summary: 'Distance between neighbouring legal frame sizes, in bytes. Must not exceed MaxFrameSize − MinFrameSize.',
      remarks: 'A larger step is documented to give unpredictable behaviour. When minimum and maximum are equal, the sources disagree: the framing macros write 1, Microsoft samples write 0 after KsEdit; both are in wide use. 0 with different bounds leaves only the minimum reachable (inferred).',
    },
  },
});

/** A range with the two weights that the graph manager may compare. */
export const KS_FRAMING_RANGE_WEIGHTED = defineStructure({
  name: 'KS_FRAMING_RANGE_WEIGHTED',
  origin: 'ks',
  header: 'ks.h',
  summary: 'A range of frame sizes with one weight for in-place use and one for use with separate frames.',
  evidence: ['D', 'H'],
  source: weightedPage,
  size: extent(20, 4),
  fields: {
    Range: {
      type: embedded('KS_FRAMING_RANGE'), cType: 'KS_FRAMING_RANGE', ...place(0, 12), presence: 'optional', evidence: ['D'], source: weightedPage,
      summary: 'The range of frame sizes.',
    },
    InPlaceWeight: {
      type: ulong, cType: 'ULONG', ...place(12, 4), presence: 'reserved', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: weightedPage,
      summary: 'Weight of the range when frames are used in place. Not supported: 0.',
    },
    NotInPlaceWeight: {
      type: ulong, cType: 'ULONG', ...place(16, 4), presence: 'reserved', default: 0, defaultFrom: 'DECLARE_SIMPLE_FRAMING_EX', evidence: ['D'], source: weightedPage,
      summary: 'Weight of the range when frames are not used in place. Not supported: 0.',
    },
  },
});
