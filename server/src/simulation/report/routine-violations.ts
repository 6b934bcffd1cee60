import type { ViolationCode } from '../queue/index';
import type { Broken, Told } from './violations';

type Tellers = { readonly [Code in ViolationCode]?: (broken: Broken<Code>) => Told };

/** Mutexes by the rule of Driver Verifier about them. */
const misused = ({ facts: { misuse }, count }: Pick<Broken<'KsFilterMutex'>, 'facts' | 'count'>): Told => ({ withoutCode: true, key: `verifier.mutex.${misuse}`, arguments: { count }, fields: [], severity: 'error' });

/** What the steps of routines break: calls that a document describes one by one. Each leads to its step. */
export const ofRoutines: Tellers = {
  'PIN-21': ({ count }) => ({ key: 'noTrailingEdge', arguments: { count }, fields: [] }),
  'SPT-01': ({ facts: { pointer, synchronised }, count }) => ({ key: synchronised ? 'unlockedAccess.synchronised' : 'unlockedAccess', arguments: { value: pointer, count }, fields: [], ...(synchronised ? { severity: 'info' as const } : {}) }),
  'SPT-02': ({ facts: { operation }, count }) => ({ key: `twice.${operation}`, arguments: { count }, fields: [] }),
  'SPT-03': ({ facts: { pointer }, count }) => ({ key: 'edgeDeleted', arguments: { value: pointer, count }, fields: [] }),
  'SPT-04': ({ facts: { clones, when }, causes }) => ({ key: `clonesLeft.${when}`, arguments: { clones }, fields: [causes.pin('driver.deletesClones'), causes.event('surpriseRemoval')], given: [causes.pin('driver.deletesClones'), causes.pin('driver.routines')] }),
  'SPT-06': ({ facts: { operation }, count }) => ({ key: 'usedAfterDelete', arguments: { operation, count }, fields: [] }),
  'SPT-07': ({ facts: { operation }, count }) => ({ key: 'nullDereferenced', arguments: { operation, count }, fields: [] }),
  'SPT-08': ({ count }) => ({ key: 'offsetsUnlocked', arguments: { count }, fields: [] }),
  'SPT-09': ({ facts: { offset, used, remaining }, count }) => ({ key: 'offsetsBeyond', arguments: { offset, used, remaining, count }, fields: [] }),
  'SPT-12': ({ facts: { operation }, count }) => ({ key: 'busyCancelCallback', arguments: { operation, count }, fields: [] }),
  'SPT-13': ({ facts: { operation }, count, causes }) => ({ key: 'filterMovesPointers', arguments: { operation, count }, fields: [causes.filter('movesStreamPointers')] }),
  'SPT-14': ({ facts: { operation, dereferenced }, count }) => ({ key: dereferenced ? 'irpOfUnlocked.dereferenced' : 'irpOfUnlocked', arguments: { operation, count }, fields: [], ...(dereferenced ? { severity: 'error' as const } : {}) }),
  'SPT-19': ({ facts: { data, size }, count }) => ({ key: data ? 'submittedWithoutSize' : 'submittedWithoutData', arguments: { size, count }, fields: [] }),
  'SPT-20': ({ count }) => ({ key: 'attemptOnNull', arguments: { count }, fields: [] }),
  'SPT-22': ({ facts: { kind, count } }) => ({ key: 'gateOutOfRange', arguments: { value: kind, count }, fields: [] }),
  'HDR-01': ({ facts: { dataUsed, frameExtent }, count }) => ({ key: 'dataBeyondExtent', arguments: { dataUsed, frameExtent, count }, fields: [] }),
  'DMA-06': ({ facts: { mappings }, count }) => ({ key: 'mappingsInBytes', arguments: { mappings, count }, fields: [] }),
  'DSP-15': ({ facts: { recursive }, count }) => ({ key: recursive ? 'controlTwice' : 'controlUnderProcessing', arguments: { count }, fields: [], verifierRule: recursive ? 'KsFilterMutex' : 'KsProcessingMutex' }),
  KsIrqlDDIs: ({ facts: { operation }, count }) => ({ withoutCode: true, key: 'verifier.aboveIrql', arguments: { operation, count }, fields: [], severity: 'error' }),
  KsFilterMutex: misused, KsProcessingMutex: misused, KsDeviceMutex: misused,
};
