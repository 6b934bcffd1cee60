import { guidOf } from '../../document/index';
import { guidsByValue, headerLines, ksPage, guidLabel } from '../../ks/index';
import { defineRule } from '../rule';
import { hostMemoryTypes } from '../vocabulary';

const itemPage = ksPage('ns-ks-ks_framing_item');
const typeLines = headerLines('1807-1845');

/** What the catalog knows of a bus: documented for framing (any bus, GUID_NULL, is), another one that has a name, or none. */
function busOf(value: string): 'documented' | 'other' | 'unknown' {
  const families = guidsByValue(value).flatMap((guid) => guid.families);
  return families.includes('busType') ? 'documented' : families.includes('otherBusType') ? 'other' : 'unknown';
}

const any = '00000000-0000-0000-0000-000000000000';

/** A bus that nobody knows. */
export const mem08 = defineRule({
  code: 'MEM-08', title: 'Unknown BusType', area: 'memory', defaultSeverity: 'warning', evidence: ['D'], sources: [itemPage, typeLines], since: '0.1.0', scope: 'item',
  otherSeverities: [{ severity: 'info', when: 'BusType is another GUID_BUS_TYPE_* of wdmguid.h, which is not documented for framing' }],
  condition: 'BusType is neither GUID_NULL nor one of the documented buses: GUID_BUS_TYPE_PCI, GUID_BUS_TYPE_USB, GUID_BUS_TYPE_1394, GUID_BUS_TYPE_AVC, GUID_61883_CLASS.',
  effect: 'BusType tells over which bus the memory is reached. A GUID that is not documented tells the other side nothing, and can match only the same one there.',
  remedy: 'Write one of the documented buses, or GUID_NULL (or nothing) when it does not matter, as the framing macros do.',
  texts: {
    unknown: 'BusType is {bus}, no bus that is documented for framing: it tells the other side nothing. Write GUID_BUS_TYPE_PCI, GUID_BUS_TYPE_USB, GUID_BUS_TYPE_1394, GUID_BUS_TYPE_AVC or GUID_61883_CLASS, or leave it out for any bus.',
    undocumented: 'BusType is {bus}, which wdmguid.h names but the documentation of framing does not: whether anyone looks for it is unknown. Leave it out if the bus does not matter.',
  },
  check({ item }, report) {
    const bus = guidOf(item, 'BusType');
    const known = bus === undefined || bus === any ? 'documented' : busOf(bus);
    if (bus === undefined || known === 'documented') return;
    report([item, 'BusType'], known === 'other' ? 'undocumented' : 'unknown', { bus: guidLabel(bus, 'otherBusType') }, { severity: known === 'other' ? 'info' : 'warning' });
  },
});

/** A bus that leads to no memory of its own. */
export const mem09 = defineRule({
  code: 'MEM-09', title: 'BusType with host memory', area: 'memory', defaultSeverity: 'hint', evidence: ['I'], sources: [itemPage], since: '0.1.0', scope: 'item',
  condition: 'BusType names a documented bus, and MemoryType is host memory: KSMEMORY_TYPE_SYSTEM, KSMEMORY_TYPE_USER, KSMEMORY_TYPE_KERNEL_PAGED or KSMEMORY_TYPE_KERNEL_NONPAGED.',
  effect: 'None that is known: the bus matters for memory that is reached over it, and host memory is not (inferred). A pin that demands the bus may fail to match one that names none.',
  remedy: 'Nothing needs to change. Leave BusType out unless a medium of the pin depends on it.',
  texts: { host: 'BusType is {bus}, but host memory ({memory}) is not reached over a bus: the member is expected to say nothing (inferred). Leave it out unless a medium of the pin depends on it.' },
  check({ item }, report) {
    const bus = guidOf(item, 'BusType');
    const memory = guidOf(item, 'MemoryType');
    if (bus === undefined || bus === any || memory === undefined || !hostMemoryTypes.has(memory) || busOf(bus) !== 'documented') return;
    report([item, 'BusType'], 'host', { bus: guidLabel(bus, 'busType'), memory: guidLabel(memory, 'memoryType') });
  },
});
