import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** Something that goes wrong in a run: at times, at counts, or at random. */
export const SimulationFault = defineStructure({
  name: 'SimulationFault',
  origin: 'format',
  summary: 'Something that goes wrong around the driver: at times (At), at counts (AtCount), or at random by the seed of the run (PerMillion).',
  remarks: 'Random faults draw from numbers of their own, so that adding one changes no other number of the run. `avstream simulate --seeds N` runs many seeds and names the worst.',
  evidence: [],
  fields: {
    Label: property({ kind: 'text' }, 'Name of the fault; its random numbers depend on it and on the seed alone. Left out: its kind and pin.'),
    Kind: property({ kind: 'word', words: words({
      AllocateFails: 'Allocate of the allocator returns NULL; a count is a call of Allocate.',
      ClientStalls: 'The application returns nothing for Duration.',
      RequestCancelled: 'The client or the I/O manager cancels requests: Which.',
      LockFails: 'The lock of a stream pointer fails; a count is a lock.',
      StateChange: 'The client asks for State, and after Duration for KSSTATE_RUN again.',
      DeviceGone: 'The device is removed without notice.',
    }) }, 'What goes wrong.', { presence: 'required' }),
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin that it happens to, as filter label and pin label; of AllocateFails a pin of the circuit. Left out: the only pin of the run. Not of DeviceGone.'),
    Instance: property({ kind: 'integer', type: 'ULONG' }, 'Which instance of that pin, counted from 1, where the run has several.', { default: 1 }),
    At: property({ kind: 'array', element: { kind: 'duration' } }, 'Times from the start of the run. Not of AllocateFails and LockFails, which happen by count.'),
    AtCount: property({ kind: 'array', element: { kind: 'integer', type: 'ULONG' } }, 'Counts from 1: of AllocateFails calls of Allocate, of LockFails locks; of the others frames of the source, at whose nominal time, counted from the request of KSSTATE_RUN, it happens.'),
    PerMillion: property({ kind: 'integer', type: 'ULONG' }, 'Of a million occasions so many are hit, at random: calls of Allocate, locks, and for the other kinds one occasion in each Every.', { default: 0 }),
    Every: property({ kind: 'duration' }, 'With PerMillion, of kinds that happen by time: how long one occasion lasts; the instant within it is random, too. Left out: the period of the source.'),
    From: property({ kind: 'duration' }, 'With PerMillion: no random fault before this time.', { default: 0 }),
    Until: property({ kind: 'duration' }, 'With PerMillion: no random fault from this time on. Left out: Duration of the simulation.'),
    Duration: property({ kind: 'duration' }, 'Of ClientStalls and StateChange: how long it lasts.'),
    State: property({ kind: 'enumeration', type: 'ULONG', set: 'KSSTATE' }, 'Of StateChange: the state asked for.', { default: 'KSSTATE_PAUSE' }),
    Which: property({ kind: 'word', words: words({ Oldest: 'The oldest request that is not complete.', All: 'Every request that is not complete.' }) }, 'Of RequestCancelled: which requests are cancelled.', { default: 'Oldest' }),
    Notes: notesField,
  },
});
