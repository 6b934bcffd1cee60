import { type Instance, type Model, instanceIn, numberOf, pointerIn, stateOf, wordOf } from '../../document/index';
import { hex } from '../../findings/index';
import { Device, KSDEVICE_DESCRIPTOR, KSDEVICE_DISPATCH, Target, constantValue, headerLines, ksPage, sizeOf } from '../../ks/index';
import { decimalAndHex } from '../facts';
import { defineRule } from '../rule';
import { headerText, sampleDriver } from '../sources';

const page = ksPage('ns-ks-_ksdevice_descriptor');
const version1 = constantValue('KSDEVICE_DESCRIPTOR_VERSION');
const version2 = constantValue('KSDEVICE_DESCRIPTOR_VERSION_2');

/** The device descriptor, when the document has one. */
function deviceDescriptor({ document }: Model): Instance<typeof KSDEVICE_DESCRIPTOR> | undefined {
  const device = document && instanceIn(document, 'Device', Device);
  return device && instanceIn(device, 'Descriptor', KSDEVICE_DESCRIPTOR);
}

/** Version of a device descriptor. */
export const flt24 = defineRule({
  code: 'FLT-24', title: 'Version of the device descriptor', area: 'filter', defaultSeverity: 'warning', evidence: ['D', 'H', 'S'], sources: [page, headerLines('3628-3650'), sampleDriver('avshws'), sampleDriver('avscamera')], since: '0.1.0', scope: 'document',
  otherSeverities: [{ severity: 'hint', when: 'only QueryInterface asks for a newer version' }],
  condition: 'Version of KSDEVICE_DESCRIPTOR is none of 0, KSDEVICE_DESCRIPTOR_VERSION (0x100) and KSDEVICE_DESCRIPTOR_VERSION_2 (0x110); or Flags are set with a version below 0x110; or the dispatch table has QueryInterface with version 0 (hint, for the sample avscamera has it so).',
  effect: 'Version 0x110 says that Flags are there, and 0x100 that QueryInterface is: below, nothing says so, and they may be ignored (inferred). Other versions are not documented. 0 is documented and is what most drivers have.',
  remedy: 'Write the version that goes with what the descriptor uses.',
  texts: {
    unknown: 'Version is {value} ({hex}), which is none of 0, KSDEVICE_DESCRIPTOR_VERSION (0x100) and KSDEVICE_DESCRIPTOR_VERSION_2 (0x110): what AVStream makes of it is not documented. Write one of these.',
    flags: 'Flags is {hex}, but Version is {version}: Flags are taken as 0 below KSDEVICE_DESCRIPTOR_VERSION_2 (0x110). Write that version, or remove the flags.',
    queryInterface: 'The dispatch table has QueryInterface, but Version of the device descriptor is 0, and by the documentation KSDEVICE_DESCRIPTOR_VERSION (0x100) is what says that the callback is there: without it, it may never be called (inferred). The sample avscamera has it so, too. If you need the callback, write that version.',
    version: 'The version.',
  },
  check(model, report) {
    const descriptor = deviceDescriptor(model);
    const version = descriptor && numberOf(descriptor, 'Version');
    if (descriptor === undefined || version === undefined) return;
    if (version !== 0 && version !== version1 && version !== version2) {
      report([descriptor, 'Version'], 'unknown', decimalAndHex(version));
      return;
    }
    const related = [{ where: [descriptor, 'Version'] as const, text: 'version' }];
    const flags = numberOf(descriptor, 'Flags');
    if (flags !== undefined && flags !== 0 && version < version2) report([descriptor, 'Flags'], 'flags', { hex: hex(flags), version: hex(version) }, { related });
    const dispatch = pointerIn(descriptor, 'Dispatch', KSDEVICE_DISPATCH);
    if (version === 0 && dispatch.state === 'present' && stateOf(dispatch.instance, 'QueryInterface') === 'present') report([dispatch.instance, 'QueryInterface'], 'queryInterface', {}, { related, severity: 'hint' });
  },
});

const fullSize = String(sizeOf('KSDEVICE_DESCRIPTOR', 'x86'));

/** A shorter structure. */
export const flt25 = defineRule({
  code: 'FLT-25', title: 'Device descriptor of a shorter header', area: 'filter', defaultSeverity: 'info', evidence: ['H'], sources: [page, headerText('ks.h of mingw-w64 10.0.0')], since: '0.1.0', scope: 'document',
  condition: 'The driver is built for x86 with ks.h of mingw-w64 and has a KSDEVICE_DESCRIPTOR.',
  effect: `That header (read in version 10.0.0) ends KSDEVICE_DESCRIPTOR with Version: 16 bytes on x86 instead of ${fullSize}. What lies behind it in memory stands where a newer AVStream looks for Flags, if Version asks it to.`,
  remedy: 'Keep Version below KSDEVICE_DESCRIPTOR_VERSION_2, or build with headers that have Flags.',
  texts: {
    shorter: `The ks.h of mingw-w64 (10.0.0) ends KSDEVICE_DESCRIPTOR with Version: 16 bytes on x86 instead of ${fullSize}. What lies behind it in memory stands where AVStream looks for Flags if Version is 0x110. Keep Version below that, or build with headers that have Flags.`,
    descriptor: 'The device descriptor.',
  },
  check(model, report) {
    const { document, architecture } = model;
    const target = document && instanceIn(document, 'Target', Target);
    const descriptor = deviceDescriptor(model);
    if (target === undefined || descriptor === undefined || architecture !== 'x86' || wordOf(target, 'Header') !== 'MinGW') return;
    report([target, 'Header'], 'shorter', {}, { related: [{ where: descriptor.node, text: 'descriptor' }] });
  },
});
