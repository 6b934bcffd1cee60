import { type FilterView, effectiveStates, elementsOf } from '../../document/index';
import { headerLines, streamTopic } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { dataFlow, requirement } from '../vocabulary';

const pipesTopic = streamTopic('avstream-pipes-and-circuits');

type Missing = 'input' | 'output' | 'none';

const missing = new WeakMap<FilterView, Missing>();

/** Which direction a filter has no pin for; `none` when it has both, or when its pins are not all known. */
function missingDirection(filter: FilterView): Missing {
  let found = missing.get(filter);
  if (found === undefined) {
    found = lookForPins(filter);
    missing.set(filter, found);
  }
  return found;
}

function lookForPins({ filter, pins }: FilterView): Missing {
  if (elementsOf(filter, 'PinDescriptors')?.length !== pins.length || pins.some((pin) => pin.dataFlow === undefined)) return 'none';
  if (!pins.some((pin) => pin.dataFlow === dataFlow.in)) return 'input';
  if (!pins.some((pin) => pin.dataFlow === dataFlow.out)) return 'output';
  return 'none';
}

/** In-place modification needs both directions. */
export const frm23 = defineRule({
  code: 'FRM-23', title: 'In-place modifier without both directions', area: 'framing', defaultSeverity: 'info', evidence: ['D', 'I'], sources: [pipesTopic, headerLines('1666-1698')], since: '0.1.0', scope: 'item',
  condition: 'Flags has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER, but the filter lacks an input pin or an output pin.',
  effect: 'A filter that modifies in place hands the frames of its input pin on through its output pin. Without both there is no such path, and the flag is expected to say nothing (inferred).',
  remedy: 'Clear KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER, or describe the missing pin.',
  texts: {
    noInput: 'Flags has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER, but filter {filter} has no input pin whose frames could be modified on their way through, so the flag is expected to say nothing (inferred). Clear it.',
    noOutput: 'Flags has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER, but filter {filter} has no output pin that could hand the modified frames on, so the flag is expected to say nothing (inferred). Clear it.',
    pin: 'Pin {pin} of filter {filter} uses this framing.',
  },
  check(view, report) {
    for (const state of effectiveStates(view)) {
      if (state.flags.value === undefined || (state.flags.value & requirement.inPlaceModifier) === 0) continue;
      for (const pin of state.pins) {
        const direction = missingDirection(pin.filter);
        if (direction === 'none') continue;
        const names = pinNames(pin);
        report(state.flags.from, direction === 'input' ? 'noInput' : 'noOutput', { filter: names.filter }, { related: [{ where: [pin.pin, 'AllocatorFraming'], text: 'pin', arguments: names }] });
        break;
      }
    }
  },
});

/** Modifies, and demands that nobody modifies. */
export const frm24 = defineRule({
  code: 'FRM-24', title: 'In-place modifier that demands frame integrity', area: 'framing', defaultSeverity: 'info', evidence: ['I'], sources: [pipesTopic, headerLines('1666-1698')], since: '0.1.0', scope: 'item',
  condition: 'Flags has both KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER and KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY.',
  effect: 'The pin says that it changes frames in place, and at the same time that the data of its frames has to stay intact further down. Both can be meant, but rarely are; the demand keeps other in-place filters out of the pipe (inferred).',
  remedy: 'Keep KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY only if filters further down really must not touch the data.',
  texts: { both: 'Flags has KSALLOCATOR_REQUIREMENTF_INPLACE_MODIFIER and KSALLOCATOR_REQUIREMENTF_FRAME_INTEGRITY: the pin changes frames in place, yet forbids filters further down to do the same, which keeps them out of the pipe (inferred). Keep the second flag only if that is meant.' },
  check(view, report) {
    const both = requirement.inPlaceModifier | requirement.frameIntegrity;
    for (const { flags } of effectiveStates(view)) if (flags.value !== undefined && (flags.value & both) === both) report(flags.from, 'both');
  },
});
