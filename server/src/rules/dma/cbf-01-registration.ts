import { type FilterView, type Model, type PinView, elementsOf, standardTransport, wordOf } from '../../document/index';
import { streamTopic } from '../../ks/index';
import { deviceDma, isBroken, pinNames } from '../facts';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { commonBuffersOf } from './common-buffers';

const registrations: ReadonlySet<string | undefined> = new Set(['KsDeviceRegisterAdapterObject', 'RegisterAdapterObjectEx', 'Both']);

/** Schemes that need no adapter of AVStream's. */
const schemesWithout: ReadonlySet<string> = new Set(['None', 'CommonBufferCopy', 'BusDriver', 'RealTimeBuffer']);

/** Whether a pin has use for an adapter registered with AVStream: nothing when the document doesn't say. `copies`: the device has a common buffer to copy from, and none for an allocator. */
function needsAdapter(pin: PinView, copies: boolean): boolean | undefined {
  if (standardTransport(pin) === 'no') return false;
  if (pin.flags === undefined) return undefined;
  if ((pin.flags & pinFlag.generateMappings) !== 0) return true;
  const scheme = wordOf(pin.pin, 'DmaScheme');
  if (scheme === undefined) return copies ? false : undefined;
  return !schemesWithout.has(scheme);
}

/** Whether the pins of a filter are listed: those of the table, and no others unless the document says so. */
const listsPins = ({ filter, pinsComplete }: FilterView): boolean =>
  pinsComplete ?? (elementsOf(filter, 'PinDescriptors')?.every(({ state }) => state === 'present') === true && !isBroken(filter, 'DynamicPinDescriptors') && !isBroken(filter, 'CreatesPins'));

/** A pin that copies from a common buffer, when the document names one. */
const copyingPin = (model: Model): PinView | undefined => {
  for (const { pins } of model.configurations) {
    const pin = pins.find((each) => wordOf(each.pin, 'DmaScheme') === 'CommonBufferCopy');
    if (pin) return pin;
  }
  return undefined;
};

/** An adapter that nobody asks for. */
export const cbf01 = defineRule({
  code: 'CBF-01', title: 'Adapter registered for nothing', area: 'commonBuffer', defaultSeverity: 'info', evidence: ['D'], sources: [streamTopic('common-buffer-dma-in-avstream')], since: '0.1.0', scope: 'document',
  condition: 'The driver registers its DMA adapter with AVStream, and no pin is in need of it: none has KSPIN_FLAG_GENERATE_MAPPINGS, and each copies through a common buffer or has its data moved in another way without AVStream (DmaScheme, or a common buffer with the purpose Copy). Tables for the hardware and frames of a vendor allocator in a common buffer are not that scheme.',
  effect: 'AVStream uses a registered adapter to make mappings, and none is asked for. For DMA through a common buffer the documentation says neither to set KSPIN_FLAG_GENERATE_MAPPINGS nor to register the adapter.',
  remedy: 'Leave out the registration (Registration "None"), or set KSPIN_FLAG_GENERATE_MAPPINGS on the pins whose frames the device reaches itself.',
  texts: {
    unused: 'The driver registers its adapter with AVStream, but no pin has KSPIN_FLAG_GENERATE_MAPPINGS or a scheme that needs mappings: nothing uses the adapter. Leave out the registration, or set the flag on the pins whose frames the device reaches itself.',
    copy: 'The driver registers its adapter with AVStream, but its pins copy through a common buffer: for that scheme the documentation says neither to set KSPIN_FLAG_GENERATE_MAPPINGS nor to register the adapter. Leave out the registration.',
    pin: 'Pin {pin} of filter {filter} copies through a common buffer.',
  },
  check(model, report) {
    const dma = deviceDma(model);
    if (dma === undefined || !registrations.has(wordOf(dma, 'Registration')) || model.configurations.length === 0) return;
    const purposes = commonBuffersOf(model).map((buffer) => wordOf(buffer, 'Purpose'));
    const copies = purposes.includes('Copy') && !purposes.some((purpose) => purpose === 'VendorAllocator' || purpose === undefined);
    if (model.configurations.some((filter) => !listsPins(filter) || filter.pins.some((pin) => needsAdapter(pin, copies) !== false))) return;
    const pin = copyingPin(model);
    if (pin) report([dma, 'Registration'], 'copy', {}, { related: [{ where: [pin.pin, 'DmaScheme'], text: 'pin', arguments: pinNames(pin) }] });
    else report([dma, 'Registration'], copies ? 'copy' : 'unused');
  },
});
