import { queueFlags } from '../../queue/index';
import type { PinScenario } from '../../scenario';

/** Whether nothing is run of a pin but how it changes its state: it is off the standard transport, and so has no queue. */
export const hasStatesAlone = ({ driver, client, source, flags }: PinScenario): boolean =>
  (flags & queueFlags.doNotUseStandardTransport) !== 0 && driver.handlesStateJumps !== undefined && client === undefined && source === undefined;
