import { type Instance, type PinView, instanceIn, isStated, booleanOf, standardTransport, wordOf } from '../../document/index';
import { DeviceDescription, type DeviceDma, Target, ksPage, streamTopic } from '../../ks/index';
import { deviceDma, isConnectionBroken, pinNames } from '../facts';
import { type ReportOptions, type Where, defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

const registrationPage = ksPage('nf-ks-ksdeviceregisteradapterobject');
const packetDma = streamTopic('packet-based-dma-in-avstream');
const about = { area: 'pin', since: '0.1.0' } as const;

/** True when AVStream is asked to make mappings on a pin that has frames. On pins off the standard transport other rules object to the flag. */
const generatesMappings = (pin: PinView): boolean => hasAll(pin, pinFlag.generateMappings) && standardTransport(pin) !== 'no' && !isConnectionBroken(pin);

/** What speaks against mappings on a pin, and where that stands. */
interface Objection { readonly kind: 'copy' | 'scheme' | 'device'; readonly where: Where; readonly value: string }

/** Why the frames of a pin cannot be meant for mappings, if it is known. */
function objectionTo({ pin }: PinView, dma: Instance<typeof DeviceDma> | undefined): Objection | undefined {
  const scheme = wordOf(pin, 'DmaScheme');
  if (scheme === 'CommonBufferCopy') return { kind: 'copy', where: [pin, 'DmaScheme'], value: scheme };
  if (scheme === 'None' || scheme === 'BusDriver') return { kind: 'scheme', where: [pin, 'DmaScheme'], value: scheme };
  const description = dma && instanceIn(dma, 'DeviceDescription', DeviceDescription);
  const member = description && (['Master', 'ScatterGather'] as const).find((name) => booleanOf(description, name) === false);
  return description && member ? { kind: 'device', where: [description, member], value: member } : undefined;
}

/** Places of pins, at most eight: the first ones are enough to understand. */
const pinPlaces = (pins: readonly PinView[]): NonNullable<ReportOptions['related']> => pins.slice(0, 8).map((pin) => ({ where: [pin.pin, 'Flags'], text: 'pin', arguments: pinNames(pin) }));

/** No adapter to make mappings with. */
export const pin10 = defineRule({
  ...about, code: 'PIN-10', title: 'Mappings without a registered adapter', defaultSeverity: 'error', evidence: ['D'], sources: [registrationPage, packetDma], scope: 'document',
  condition: 'A pin has KSPIN_FLAG_GENERATE_MAPPINGS, and the driver registers no DMA adapter with AVStream (Device.Dma.Registration is None).',
  effect: 'AVStream makes the mappings with the registered adapter when a frame is locked, and the documentation requires the registration before any data is processed. Without an adapter no mappings can be made.',
  remedy: 'Register the adapter while the device starts, with IKsDeviceFunctions::RegisterAdapterObjectEx or KsDeviceRegisterAdapterObject; or clear the flag where the device does not transfer to the frames itself.',
  texts: {
    unregistered: 'The driver registers no DMA adapter, but has pins with KSPIN_FLAG_GENERATE_MAPPINGS: AVStream makes their mappings with the registered adapter, so none can be made. Register the adapter while the device starts, or clear the flag.',
    pin: 'Pin {pin} of filter {filter} generates mappings.',
    copy: 'KSPIN_FLAG_GENERATE_MAPPINGS is set, but the driver registers no DMA adapter to make mappings with. Common-buffer DMA with a copy needs neither: clear the flag.',
    noBusMaster: 'KSPIN_FLAG_GENERATE_MAPPINGS is set, but the driver registers no DMA adapter to make mappings with, and the device does not transfer to the frames as a bus master with scatter/gather. Clear the flag.',
    registration: 'No adapter is registered.',
    reason: 'This says how data gets to the frames.',
  },
  check(model, report) {
    const dma = deviceDma(model);
    if (!dma || wordOf(dma, 'Registration') !== 'None') return;
    const plain: PinView[] = [];
    const registration = { where: [dma, 'Registration'] as const, text: 'registration' };
    for (const filter of model.configurations) {
      for (const pin of filter.pins) {
        if (!generatesMappings(pin)) continue;
        const objection = objectionTo(pin, dma);
        if (objection) report([pin.pin, 'Flags'], objection.kind === 'copy' ? 'copy' : 'noBusMaster', {}, { related: [{ where: objection.where, text: 'reason' }, registration] });
        else plain.push(pin);
      }
    }
    if (plain.length > 0) report([dma, 'Registration'], 'unregistered', {}, { related: pinPlaces(plain) });
  },
});

/** The registration of 32-bit days. */
export const pin11 = defineRule({
  ...about, code: 'PIN-11', title: 'Adapter of a 64-bit driver registered the old way', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('supporting-dma-in-64-bit-avstream-drivers'), registrationPage], scope: 'document',
  condition: 'The target is stated to be x64 or ARM64, a pin has KSPIN_FLAG_GENERATE_MAPPINGS, and the adapter is registered with KsDeviceRegisterAdapterObject only.',
  effect: 'Every driver that is compiled for 64-bit Windows is told to use IKsDeviceFunctions::RegisterAdapterObjectEx (Windows Server 2003 SP1 and later), which is given DEVICE_DESCRIPTION and the number of map registers as well. What goes wrong without them is not documented.',
  remedy: 'Get IKsDeviceFunctions from the device and call RegisterAdapterObjectEx; fall back to KsDeviceRegisterAdapterObject only where the interface is missing.',
  texts: {
    old: 'The documentation tells every 64-bit driver to register its adapter with IKsDeviceFunctions::RegisterAdapterObjectEx, which is also given DEVICE_DESCRIPTION and the number of map registers; what goes wrong without them is not documented. Use KsDeviceRegisterAdapterObject only where that interface is missing.',
    pin: 'Pin {pin} of filter {filter} generates mappings.',
  },
  check(model, report) {
    const dma = deviceDma(model);
    const target = model.document && instanceIn(model.document, 'Target', Target);
    if (!dma || !target || wordOf(dma, 'Registration') !== 'KsDeviceRegisterAdapterObject' || !isStated(target, 'Architecture') || model.architecture === 'x86') return;
    // Pins that should have no mappings are told so, and have no need of the adapter then.
    const pins = model.configurations.flatMap((filter) => filter.pins.filter((pin) => generatesMappings(pin) && objectionTo(pin, dma) === undefined));
    if (pins.length > 0) report([dma, 'Registration'], 'old', {}, { related: pinPlaces(pins) });
  },
});

/** Mappings for hardware that cannot follow them. */
export const pin12 = defineRule({
  ...about, code: 'PIN-12', title: 'Mappings for a device that is no bus master with scatter/gather', defaultSeverity: 'warning', evidence: ['D'], sources: [packetDma], scope: 'pin',
  condition: 'A pin has KSPIN_FLAG_GENERATE_MAPPINGS, but the device is stated to be no bus master or to lack scatter/gather, or the pin is stated to need no DMA of the device (DmaScheme None or BusDriver).',
  effect: 'The flag is meant for bus masters with scatter/gather: stream pointers then count mappings, not bytes, and the driver hands those to the hardware.',
  remedy: 'Clear the flag. Stream pointers then give addresses and counts in bytes.',
  texts: {
    device: 'KSPIN_FLAG_GENERATE_MAPPINGS is meant for bus masters with scatter/gather only, but {member} of DEVICE_DESCRIPTION is FALSE: stream pointers then count mappings, not bytes, and the device is said not to take mappings. Clear the flag, or correct the description.',
    scheme: 'KSPIN_FLAG_GENERATE_MAPPINGS is meant for bus masters with scatter/gather only, but on this pin the device does not transfer to the frames itself; stream pointers then count mappings that nobody uses instead of bytes. Clear the flag.',
    reason: 'This says how data gets to the frames.',
  },
  check(pin, report, model) {
    if (!generatesMappings(pin)) return;
    const dma = deviceDma(model);
    if (dma && wordOf(dma, 'Registration') === 'None') return;
    const objection = objectionTo(pin, dma);
    if (!objection || objection.kind === 'copy') return;
    report([pin.pin, 'Flags'], objection.kind, { member: objection.value }, { related: [{ where: objection.where, text: 'reason' }] });
  },
});

/** Mappings beside the copy scheme. */
export const pin13 = defineRule({
  ...about, code: 'PIN-13', title: 'Mappings on a pin that copies from a common buffer', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('common-buffer-dma-in-avstream')], scope: 'pin',
  condition: 'A pin has KSPIN_FLAG_GENERATE_MAPPINGS, and its DmaScheme is CommonBufferCopy.',
  effect: 'In this scheme the device uses the common buffer and the driver copies to or from the frames with the processor. With the flag, stream pointers count mappings where the copying code wants bytes. The documentation says to leave it clear.',
  remedy: 'Clear the flag; register the adapter with AVStream only if another pin needs mappings.',
  texts: {
    copy: 'KSPIN_FLAG_GENERATE_MAPPINGS is set on a pin whose frames are copied from or to a common buffer: stream pointers then count mappings instead of the bytes that the copy needs. Clear the flag.',
    reason: 'The device uses a common buffer on this pin.',
  },
  check(pin, report, model) {
    if (!generatesMappings(pin) || wordOf(pin.pin, 'DmaScheme') !== 'CommonBufferCopy') return;
    const dma = deviceDma(model);
    if (dma && wordOf(dma, 'Registration') === 'None') return;
    report([pin.pin, 'Flags'], 'copy', {}, { related: [{ where: [pin.pin, 'DmaScheme'], text: 'reason' }], about: dma ? [[dma, 'Registration']] : [] });
  },
});
