import { grouped } from '../../findings/index';
import { ddiPage } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { deviceFramesOf } from './device-frames';
import { mapRegisterTexts, mapRegistersOf } from './map-registers';
import { worstPagesOf } from './pages';

/** A frame that cannot be mapped whole. */
export const dma09 = defineRule({
  code: 'DMA-09', title: 'Frame with more pages than map registers', area: 'dma', defaultSeverity: 'warning', evidence: ['I'], since: '0.1.0', scope: 'document',
  sources: [ddiPage('wdm/nf-wdm-iogetdmaadapter'), ddiPage('wdm/nc-wdm-pget_scatter_gather_list')],
  condition: 'The device reaches frames by their pages (PacketScatterGather or KSPIN_FLAG_GENERATE_MAPPINGS), the largest frame of such a pin lies on more pages than a simulation states map registers (NumberOfMapRegisters of IoGetDmaAdapter), one page added because frames may begin anywhere, and the registers are needed: the device addresses 32 bits, or the platform of that simulation translates addresses.',
  effect: 'Every page of a frame that is mapped takes a map register there, and the adapter has no more: such a frame cannot be mapped at once, so locking it is expected to fail (inferred; that AVStream maps frames whole is not documented).',
  remedy: 'Bound the frames by MaxFrameSize, let the device address 64 bits, or move the frames in pieces through a common buffer.',
  texts: {
    pages: 'A frame of {bytes} bytes lies on up to {pages} pages, but the adapter has {registers} map registers: it cannot be mapped at once, so locking such a frame of pin {pin} of filter {filter} is expected to fail (inferred). Lower the size of frames, let the device address 64 bits, or go through a common buffer.',
    ...mapRegisterTexts,
  },
  check(model, report) {
    const registers = mapRegistersOf(model);
    if (!registers) return;
    for (const { pin, bytes, where } of deviceFramesOf(model)) {
      const pages = worstPagesOf(bytes, model.pageSize);
      if (pages > registers.count) report(where, 'pages', { ...pinNames(pin), bytes: grouped(bytes), pages: grouped(pages), registers: grouped(registers.count) }, { related: registers.related });
    }
  },
});
