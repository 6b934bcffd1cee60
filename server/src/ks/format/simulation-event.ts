import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** Something that happens to the graph from outside. */
export const SimulationEvent = defineStructure({
  name: 'SimulationEvent',
  origin: 'format',
  summary: 'Something that happens to the graph from outside, at a time of the run. Which of the other members a kind takes is said with each of them.',
  evidence: [],
  fields: {
    Time: property({ kind: 'duration' }, 'When, from the start of the run.', { presence: 'required' }),
    Kind: property({ kind: 'word', words: words({
      Cancel: 'The client or the I/O manager cancels requests: Pin, Which.',
      Reset: 'IOCTL_KS_RESET_STATE: KSRESET_BEGIN at Time, KSRESET_END when Duration is over: Pin, Duration.',
      ProcessEnds: 'The process of the client ends: its requests are cancelled, the pin goes to STOP and is closed: Pin.',
      FormatChange: 'The client asks for another format in the state the pin is in: Pin, DataRange or FrameSize.',
      SecondOpen: 'Another client opens the pin, which is refused beyond InstancesPossible: Pin.',
      Sleep: 'The system sleeps, and wakes up when Duration is over: Duration.',
      SurpriseRemoval: 'The device is removed without notice.',
    }) }, 'What happens.', { presence: 'required' }),
    Pin: property({ kind: 'text', reference: 'pin' }, 'The pin that it happens to, as filter label and pin label. Left out: the only pin of the run. Not of Sleep and SurpriseRemoval, which concern the whole device.'),
    Instance: property({ kind: 'integer', type: 'ULONG' }, 'Which instance of that pin, counted from 1, where the run has several.', { default: 1 }),
    Which: property({ kind: 'word', words: words({ Oldest: 'The oldest request that is not complete.', All: 'Every request that is not complete.' }) }, 'Of Cancel: which requests are cancelled.', { default: 'Oldest' }),
    Duration: property({ kind: 'duration' }, 'Of Reset and Sleep: how long it lasts.'),
    DataRange: property({ kind: 'text', reference: 'DataRanges' }, 'Of FormatChange: name of the data range that is connected from then on.'),
    FrameSize: property({ kind: 'integer', type: 'ULONG', display: 'bytes' }, 'Of FormatChange: bytes of one frame from then on. Left out: what the data range says.'),
    Notes: notesField,
  },
});
