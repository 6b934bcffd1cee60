import { defineStructure } from '../structure';
import { property, words } from './common';

/** How the factory of a filter comes to be. */
export const FilterFactory = defineStructure({
  name: 'FilterFactory',
  origin: 'format',
  summary: 'How the filter factory is made from this descriptor, and under which name clients find it.',
  evidence: ['D'],
  fields: {
    MadeBy: property({ kind: 'word', words: words({
      KSDEVICE_DESCRIPTOR: 'By AVStream, because the descriptor stands in KSDEVICE_DESCRIPTOR.FilterDescriptors.',
      KsCreateFilterFactory: 'By the driver, with KsCreateFilterFactory.',
    }) }, 'Who makes the factory. Left out: unknown.'),
    RefString: property({ kind: 'text', nullable: true }, 'RefString given to KsCreateFilterFactory. null: none is given, ReferenceGuid holds.'),
    CreateItemFlags: property({ kind: 'flags', type: 'ULONG', set: 'KSCREATE_ITEM' }, 'CreateItemFlags given to KsCreateFilterFactory.'),
    When: property({ kind: 'word', words: words({
      BeforeStart: 'In the Add callback, or otherwise before the device has started.',
      Start: 'In the Start or PostStart callback.',
      AfterPostStart: 'After PostStart has returned.',
    }) }, 'When the driver makes it.'),
    SetsDeviceClassesState: property({ kind: 'boolean' }, 'Whether the driver calls KsFilterFactorySetDeviceClassesState for it. Left out: unknown.'),
    Count: property({ kind: 'integer', type: 'ULONG' }, 'How many factories the driver makes from the descriptor, each with a name of its own. Left out: one.'),
    InfReferenceString: property({ kind: 'text' }, 'Reference string of the interface in the INF (AddInterface). Left out: unknown.'),
  },
});
