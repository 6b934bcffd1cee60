import { wordOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { pinFlag } from '../vocabulary';
import { hasAll } from './pin-flags';

/** Locked out, and needed. */
export const pin43 = defineRule({
  code: 'PIN-43', title: 'Pin closed to the user mode that has to open it', area: 'pin', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [ksPage('ns-ks-_kspin_descriptor_ex')], since: '0.1.0', scope: 'pin',
  condition: 'Flags has KSPIN_FLAG_DENY_USERMODE_ACCESS, and OpenedFrom says that user mode opens the pin.',
  effect: 'The flag prevents access to the pin from user mode. The usual graph manager, KsProxy, runs there, so it cannot open the pin and no graph can be built with it (inferred).',
  remedy: 'Clear the flag, or let kernel drivers alone open the pin.',
  texts: {
    denied: 'KSPIN_FLAG_DENY_USERMODE_ACCESS closes the pin to user mode, from where it is meant to be opened: a graph manager such as KsProxy runs there and cannot open it (inferred). Clear the flag, or let kernel drivers alone open the pin.',
    opened: 'User mode is said to open the pin.',
  },
  check(pin, report) {
    const opened = wordOf(pin.pin, 'OpenedFrom');
    if (hasAll(pin, pinFlag.denyUserModeAccess) && (opened === 'UserMode' || opened === 'Both')) report([pin.pin, 'Flags'], 'denied', {}, { related: [{ where: [pin.pin, 'OpenedFrom'], text: 'opened' }] });
  },
});
