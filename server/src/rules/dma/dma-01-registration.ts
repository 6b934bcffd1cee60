import { numberOf, wordOf } from '../../document/index';
import { ksPage } from '../../ks/index';
import { deviceDma, isBroken } from '../facts';
import { defineRule } from '../rule';

/** sizeof(KSMAPPING), on x86 as on x64. */
const sizeOfMapping = 16;

/** Entries that lie on each other. */
export const dma01 = defineRule({
  code: 'DMA-01', title: 'MappingTableStride below sizeof(KSMAPPING)', area: 'dma', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('nf-ks-ksdeviceregisteradapterobject'), ksPage('ns-ks-_ksmapping')], since: '0.1.0', scope: 'document',
  condition: 'MappingTableStride, as given when the adapter is registered, is below sizeof(KSMAPPING), 16 bytes.',
  effect: 'The stride is the distance between the entries of the mapping table, and documented to be at least the size of one. With less, the entries overlap, and the device is given wrong addresses.',
  remedy: 'Pass sizeof(KSMAPPING), or more when every entry carries data of your own.',
  texts: { stride: 'MappingTableStride is {stride} bytes, less than sizeof(KSMAPPING) = 16: the entries of the mapping table overlap, and the device is given wrong addresses. Pass sizeof(KSMAPPING), or more for data of your own.' },
  check(model, report) {
    const dma = deviceDma(model);
    const stride = dma && numberOf(dma, 'MappingTableStride');
    if (stride === undefined || stride >= sizeOfMapping || wordOf(dma!, 'Registration') === 'None' || isBroken(dma!, 'Registration')) return;
    report([dma!, 'MappingTableStride'], 'stride', { stride });
  },
});
