import { booleanOf, instanceIn, wordOf } from '../../document/index';
import { FilterFactory, ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { countedTable } from './counted-table';

/** A filter that clients do not find. */
export const flt10 = defineRule({
  code: 'FLT-10', title: 'No device interface for the filter', area: 'filter', defaultSeverity: 'info', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor'), ksPage('nf-ks-kscreatefilterfactory')], since: '0.1.0', scope: 'filter',
  condition: 'The filter has no categories; or its factory is made after PostStart without a call to KsFilterFactorySetDeviceClassesState.',
  effect: 'A device interface is registered for each category. Without one, or with interfaces that are never enabled, clients that enumerate filters by category do not find this one; it can be opened only by who knows its name.',
  remedy: 'List the categories, and call KsFilterFactorySetDeviceClassesState for a factory that is made after PostStart. Nothing needs to change for a filter that only this driver opens.',
  texts: {
    none: 'The filter has no categories, so no device interface is registered for it and clients that enumerate by category do not find it. That is legal; list categories if applications are to find the filter.',
    disabled: 'The factory is made after PostStart and the driver does not call KsFilterFactorySetDeviceClassesState: the interfaces of its categories stay disabled, and clients do not find the filter. Call it after KsCreateFilterFactory.',
  },
  check({ filter }, report) {
    const { count, listed } = countedTable(filter, 'CategoriesCount', 'Categories');
    if (count === 0) {
      if ((listed ?? 0) === 0) report([filter, listed === undefined ? 'CategoriesCount' : 'Categories'], 'none');
      return;
    }
    const factory = instanceIn(filter, 'Factory', FilterFactory);
    if (factory && wordOf(factory, 'When') === 'AfterPostStart' && wordOf(factory, 'MadeBy') !== 'KSDEVICE_DESCRIPTOR' && booleanOf(factory, 'SetsDeviceClassesState') === false) report([factory, 'SetsDeviceClassesState'], 'disabled');
  },
});
