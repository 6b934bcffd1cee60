import { defineStructure } from '../structure';
import { notesField, property, words } from './common';

/** What one routine of a dispatch table does that a run can hold against the documentation. */
export const SimulationCallback = defineStructure({
  name: 'SimulationCallback',
  origin: 'format',
  summary: 'What one routine of KSPIN_DISPATCH, KSFILTER_DISPATCH or KSDEVICE_DISPATCH does, beyond moving frames: what it returns, at which IRQL, how long it takes. What is left out is unknown, and nothing is said about it.',
  remarks: 'It shows when the run calls the routine. How long Process and SetDeviceState of a pin take is stated in Driver; the run does not wait for the others, their time is only held against the limits of Driver Verifier.',
  evidence: ['D'],
  fields: {
    Dispatch: property({ kind: 'word', words: words({ KSPIN_DISPATCH: 'A routine of a pin.', KSFILTER_DISPATCH: 'A routine of a filter.', KSDEVICE_DISPATCH: 'A routine of the device.' }) }, 'The table that the routine stands in.', { presence: 'required' }),
    Routine: property({ kind: 'word', words: words({
      Create: 'Create of a pin or filter.',
      Close: 'Close of a pin or filter.',
      SetDataFormat: 'SetDataFormat of a pin.',
      SetDeviceState: 'SetDeviceState of a pin.',
      Reset: 'Reset of a pin.',
      Process: 'Process of a pin or filter.',
      Start: 'Start of the device.',
      SetPower: 'SetPower of the device.',
      SurpriseRemoval: 'SurpriseRemoval of the device.',
    }) }, 'The member of that table.', { presence: 'required' }),
    Pin: property({ kind: 'text', reference: 'pin' }, 'Of KSPIN_DISPATCH: the pin, as filter label and pin label. Left out: every pin of the run.'),
    Returns: property({ kind: 'word', words: words({ Success: 'It has done its work: STATUS_SUCCESS.', Pending: 'It goes on later: STATUS_PENDING.' }) }, 'What the routine returns. What Process returns is stated in Driver or Filters.'),
    MarksIrpPending: property({ kind: 'boolean' }, 'Whether the routine calls IoMarkIrpPending before it returns STATUS_PENDING.'),
    ReturnsAtIrql: property({ kind: 'word', words: words({ PassiveLevel: 'At PASSIVE_LEVEL.', DispatchLevel: 'At DISPATCH_LEVEL, for instance because it has not released a spin lock.' }) }, 'IRQL at which the routine returns; all but Process are called at PASSIVE_LEVEL.'),
    Pageable: property({ kind: 'boolean' }, 'Of Process: whether the routine lies in pageable memory, or calls what is allowed at PASSIVE_LEVEL only.'),
    Time: property({ kind: 'duration' }, 'How long the routine takes.'),
    Notes: notesField,
  },
});
