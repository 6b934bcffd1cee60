import { grouped } from '../../findings/index';
import { ddiPage } from '../../ks/index';
import { pinNames } from '../facts';
import { defineRule } from '../rule';
import { kernelTopic } from '../sources';
import { type SizedBuffer, sizedBuffersOf } from './common-buffers';
import { type DeviceFrame, deviceFramesOf } from './device-frames';
import { mapRegisterTexts, mapRegistersOf } from './map-registers';
import { pagesOf, worstPagesOf } from './pages';

const busMaster = kernelTopic('using-common-buffer-bus-master-dma');

/** A buffer for which there are too few registers. */
export const cbf02 = defineRule({
  code: 'CBF-02', title: 'Common buffer with more pages than map registers', area: 'commonBuffer', defaultSeverity: 'warning', evidence: ['D'], sources: [busMaster, ddiPage('wdm/nc-wdm-pallocate_common_buffer')], since: '0.1.0', scope: 'document',
  condition: 'A common buffer has more pages than a simulation states map registers (NumberOfMapRegisters of IoGetDmaAdapter), and the registers are needed: the device addresses 32 bits, or the platform of that simulation translates addresses.',
  effect: 'Where the system requires map registers, a common buffer takes one for each page. With too few, AllocateCommonBuffer returns NULL.',
  remedy: 'Allocate less, in several smaller buffers where the hardware allows, let the device address 64 bits, and handle the failure.',
  texts: {
    pages: 'A common buffer of {bytes} bytes has {pages} pages, but the adapter has {registers} map registers, which are needed here: AllocateCommonBuffer returns NULL. Allocate less, or let the device address 64 bits.',
    ...mapRegisterTexts,
  },
  check(model, report) {
    const registers = mapRegistersOf(model);
    if (!registers) return;
    for (const { buffer, length } of sizedBuffersOf(model)) {
      const pages = pagesOf(length, model.pageSize);
      if (pages > registers.count) report([buffer, 'Length'], 'pages', { bytes: grouped(length), pages: grouped(pages), registers: grouped(registers.count) }, { related: registers.related });
    }
  },
});

/** Buffers that leave too few registers for frames. */
export const cbf12 = defineRule({
  code: 'CBF-12', title: 'Common buffers leave too few map registers for frames', area: 'commonBuffer', defaultSeverity: 'warning', evidence: ['D', 'I'], sources: [busMaster], since: '0.1.0', scope: 'document',
  condition: 'The pages of all common buffers and those of the largest frame that the device reaches itself, with one page added, are together more than a simulation states map registers (NumberOfMapRegisters), and the registers are needed: the device addresses 32 bits, or the platform of that simulation translates addresses. When the frame or one buffer alone is too large, that is DMA-09 or CBF-02.',
  effect: 'A common buffer ties up its map registers as long as it exists. With too few left, locking a frame for packet DMA on the same adapter is expected to fail (the sum is inferred).',
  remedy: 'Make the common buffers or the frames smaller, or let the device address 64 bits.',
  texts: {
    together: 'The common buffers tie up {tied} of {registers} map registers, and a frame of {bytes} bytes of pin {pin} of filter {filter} takes up to {pages}: while the buffers exist, such a frame is expected not to be mapped (inferred). Make buffers or frames smaller, or let the device address 64 bits.',
    size: 'The largest frame: {bytes} bytes.',
    ...mapRegisterTexts,
  },
  check(model, report) {
    const registers = mapRegistersOf(model);
    const buffers = registers ? sizedBuffersOf(model) : [];
    const frames = buffers.length > 0 ? deviceFramesOf(model) : [];
    if (!registers || buffers.length === 0 || frames.length === 0) return;
    const largest = (a: DeviceFrame, b: DeviceFrame): DeviceFrame => (b.bytes > a.bytes ? b : a);
    const longest = (a: SizedBuffer, b: SizedBuffer): SizedBuffer => (b.length > a.length ? b : a);
    const frame = frames.reduce(largest);
    const tied = buffers.reduce((sum, { length, count }) => sum + count * pagesOf(length, model.pageSize), 0);
    const pages = worstPagesOf(frame.bytes, model.pageSize);
    if (tied + pages <= registers.count) return;
    const values = { ...pinNames(frame.pin), tied: grouped(tied), pages: grouped(pages), bytes: grouped(frame.bytes), registers: grouped(registers.count) };
    report([buffers.reduce(longest).buffer, 'Length'], 'together', values, {
      about: [frame.where, ...buffers.map(({ buffer }) => [buffer, 'Length'] as const)],
      related: [{ where: frame.where, text: 'size', arguments: values }, ...registers.related],
    });
  },
});
