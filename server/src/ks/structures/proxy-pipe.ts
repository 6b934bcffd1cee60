import { ddiPage } from '../evidence';
import { defineStructure } from '../structure';
import { address, embedded, enumeration, extent, flags, guid, hex32, integerOf, long, longlong, place, ulong } from './common';

/** How frame sizes change along a pipe. */
export const PIPE_DIMENSIONS = defineStructure({
  name: 'PIPE_DIMENSIONS',
  origin: 'ks',
  header: 'ksproxy.h',
  summary: 'How frame sizes change along a pipe, relative to its first pin. Kept by the graph manager.',
  evidence: ['H'],
  source: ddiPage('ksproxy/ns-ksproxy-_pipe_dimensions'),
  size: extent(36, 4),
  fields: {
    AllocatorPin: { type: embedded('KS_COMPRESSION'), cType: 'KS_COMPRESSION', ...place(0, 12), presence: 'optional', evidence: ['H'], summary: 'At the pin that allocates.' },
    MaxExpansionPin: { type: embedded('KS_COMPRESSION'), cType: 'KS_COMPRESSION', ...place(12, 12), presence: 'optional', evidence: ['H'], summary: 'At the pin where frames are largest.' },
    EndPin: { type: embedded('KS_COMPRESSION'), cType: 'KS_COMPRESSION', ...place(24, 12), presence: 'optional', evidence: ['H'], summary: 'At the last pin.' },
  },
});

/** An end of a pipe. */
export const PIPE_TERMINATION = defineStructure({
  name: 'PIPE_TERMINATION',
  origin: 'ks',
  header: 'ksproxy.h',
  summary: 'An end of a pipe and what it faces. Kept by the graph manager.',
  evidence: ['H'],
  source: ddiPage('ksproxy/ns-ksproxy-_pipe_termination'),
  size: extent(56, 4),
  fields: {
    Flags: { type: hex32, cType: 'ULONG', ...place(0, 4), presence: 'optional', evidence: ['H'], summary: 'Flags of the end.' },
    OutsideFactors: { type: flags('PipeFactor'), cType: 'ULONG', ...place(4, 4), presence: 'optional', evidence: ['H'], summary: 'Factors outside the pipe: PipeFactor_*.' },
    Weigth: { type: ulong, cType: 'ULONG', ...place(8, 4), presence: 'optional', evidence: ['H'], summary: 'Weight outside the pipe.', remarks: 'The header spells the name this way.' },
    PhysicalRange: { type: embedded('KS_FRAMING_RANGE'), cType: 'KS_FRAMING_RANGE', ...place(12, 12), presence: 'optional', evidence: ['H'], summary: 'Physical range of frame sizes.' },
    OptimalRange: { type: embedded('KS_FRAMING_RANGE_WEIGHTED'), cType: 'KS_FRAMING_RANGE_WEIGHTED', ...place(24, 20), presence: 'optional', evidence: ['H'], summary: 'Optimal range of frame sizes with its weights.' },
    Compression: { type: embedded('KS_COMPRESSION'), cType: 'KS_COMPRESSION', ...place(44, 12), presence: 'optional', evidence: ['H'], summary: 'Change of frame size relative to the connected pin of the neighbouring filter.' },
  },
});

/** Properties of a pipe and its allocator. */
export const ALLOCATOR_PROPERTIES_EX = defineStructure({
  name: 'ALLOCATOR_PROPERTIES_EX',
  origin: 'ks',
  header: 'ksproxy.h',
  summary: 'Properties of a pipe and its allocator: the four ALLOCATOR_PROPERTIES of DirectShow and what kernel streaming adds. Kept by the graph manager; documented as for the proxy only.',
  evidence: ['H'],
  source: ddiPage('ksproxy/ns-ksproxy-_allocator_properties_ex'),
  size: extent(252, 4, 264, 8),
  fields: {
    cBuffers: { type: long, cType: 'long', ...place(0, 4), presence: 'optional', evidence: ['H'], summary: 'Number of buffers.' },
    cbBuffer: { type: integerOf('LONG', undefined, 'bytes'), cType: 'long', ...place(4, 4), presence: 'optional', evidence: ['H'], summary: 'Size of a buffer in bytes.' },
    cbAlign: { type: integerOf('LONG', undefined, 'bytes'), cType: 'long', ...place(8, 4), presence: 'optional', evidence: ['H'], summary: 'Alignment of a buffer in bytes.' },
    cbPrefix: { type: integerOf('LONG', undefined, 'bytes'), cType: 'long', ...place(12, 4), presence: 'optional', evidence: ['H'], summary: 'Room before each buffer in bytes.' },
    MemoryType: { type: guid('memoryType'), cType: 'GUID', ...place(16, 16), presence: 'optional', evidence: ['H'], summary: 'Memory type.' },
    BusType: { type: guid('busType'), cType: 'GUID', ...place(32, 16), presence: 'optional', evidence: ['H'], summary: 'One of the buses that the pipe uses.' },
    State: { type: enumeration('PIPE_STATE'), cType: 'PIPE_STATE', ...place(48, 4), presence: 'optional', evidence: ['H'], summary: 'How far the pipe is settled.' },
    Input: { type: embedded('PIPE_TERMINATION'), cType: 'PIPE_TERMINATION', ...place(52, 56), presence: 'optional', evidence: ['H'], summary: 'The upstream end.' },
    Output: { type: embedded('PIPE_TERMINATION'), cType: 'PIPE_TERMINATION', ...place(108, 56), presence: 'optional', evidence: ['H'], summary: 'The downstream end.' },
    Strategy: { type: flags('AllocatorStrategy'), cType: 'ULONG', ...place(164, 4), presence: 'optional', evidence: ['H'], summary: 'What is optimised: AllocatorStrategy_*.' },
    Flags: { type: flags('KSALLOCATOR_FLAGS'), cType: 'ULONG', ...place(168, 4), presence: 'optional', evidence: ['H', 'I'], summary: 'Allocator flags of the pipe.' },
    Weight: { type: ulong, cType: 'ULONG', ...place(172, 4), presence: 'optional', evidence: ['H'], summary: 'Weight of the pipe.' },
    LogicalMemoryType: { type: enumeration('KS_LogicalMemoryType'), cType: 'KS_LogicalMemoryType', ...place(176, 4), presence: 'optional', evidence: ['H'], summary: 'Kind of memory.' },
    AllocatorPlace: { type: enumeration('PIPE_ALLOCATOR_PLACE'), cType: 'PIPE_ALLOCATOR_PLACE', ...place(180, 4), presence: 'optional', evidence: ['H'], summary: 'Which pin allocates.' },
    Dimensions: { type: embedded('PIPE_DIMENSIONS'), cType: 'PIPE_DIMENSIONS', ...place(184, 36), presence: 'optional', evidence: ['H'], summary: 'How frame sizes change along the pipe.' },
    PhysicalRange: { type: embedded('KS_FRAMING_RANGE'), cType: 'KS_FRAMING_RANGE', ...place(220, 12), presence: 'optional', evidence: ['H'], summary: 'Physical range of frame sizes at the pin that allocates.' },
    PrevSegment: { type: address, cType: 'IKsAllocatorEx*', ...place(232, 4, 232, 8), presence: 'optional', evidence: ['H'], summary: 'Allocator of the pipe before this one.' },
    CountNextSegments: { type: ulong, cType: 'ULONG', ...place(236, 4, 240, 4), presence: 'optional', evidence: ['H'], summary: 'Number of pipes that depend on this one.' },
    NextSegments: { type: address, cType: 'IKsAllocatorEx**', ...place(240, 4, 248, 8), presence: 'optional', evidence: ['H'], summary: 'Allocators of the pipes that depend on this one.' },
    InsideFactors: { type: flags('PipeFactor'), cType: 'ULONG', ...place(244, 4, 256, 4), presence: 'optional', evidence: ['H'], summary: 'Factors inside the pipe: PipeFactor_*.' },
    NumberPins: { type: ulong, cType: 'ULONG', ...place(248, 4, 260, 4), presence: 'optional', evidence: ['H'], summary: 'Number of pins in the pipe.' },
  },
});

/** Sums of weights. */
export const OPTIMAL_WEIGHT_TOTALS = defineStructure({
  name: 'OPTIMAL_WEIGHT_TOTALS',
  origin: 'ks',
  header: 'ksproxy.h',
  summary: 'Sums of weights, as the graph manager weighs optimal ranges.',
  evidence: ['H'],
  source: ddiPage('ksproxy/ns-ksproxy-optimal_weight_totals'),
  size: extent(24, 8),
  fields: {
    MinTotalNominator: { type: longlong, cType: 'LONGLONG', ...place(0, 8), presence: 'optional', evidence: ['H', 'I'], summary: 'Numerator of the lower bound.' },
    MaxTotalNominator: { type: longlong, cType: 'LONGLONG', ...place(8, 8), presence: 'optional', evidence: ['H', 'I'], summary: 'Numerator of the upper bound.' },
    TotalDenominator: { type: longlong, cType: 'LONGLONG', ...place(16, 8), presence: 'optional', evidence: ['H', 'I'], summary: 'Denominator of both.' },
  },
});
