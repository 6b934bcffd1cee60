import { type Instance, booleanOf, numberOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { type DeviceDma, ksPage, streamTopic } from '../../ks/index';
import { deviceDma, isBroken, pinNames } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';
import { type DeviceFrame, deviceFramesOf } from './device-frames';
import { pagesOf } from './pages';

/**
 * Mappings that a frame may come in at worst: one for each page it lies on, the first of which it may begin anywhere in, and more where a mapping may
 * not be as long as a page. Nothing when MaxMappingsByteCount is 0, whose meaning is not documented.
 */
function worstMappings(bytes: number, pageSize: number, dma: Instance<typeof DeviceDma>): number | undefined {
  const limit = numberOf(dma, 'MaxMappingsByteCount');
  if (limit === 0) return undefined;
  return pagesOf(bytes, pageSize) * (limit === undefined ? 1 : Math.ceil(pageSize / limit)) + 1;
}

/** A frame in more pieces than the hardware takes. */
export const dma10 = defineRule({
  code: 'DMA-10', title: 'Frame with more mappings than the hardware takes', area: 'dma', defaultSeverity: 'warning', evidence: ['I', 'S'], since: '0.1.0', scope: 'document',
  sources: [streamTopic('packet-based-dma-in-avstream'), ksPage('nf-ks-ksdeviceregisteradapterobject'), sampleDriver('avshws')],
  condition: 'The device reaches frames by their pages (PacketScatterGather or KSPIN_FLAG_GENERATE_MAPPINGS), and the largest frame of such a pin may come in more mappings than ScatterGatherEntries: at worst one for each page and one more, and several for each page when MaxMappingsByteCount is below PAGE_SIZE. A driver that is said to program frames in pieces (ProgramsFramesInPieces) is not meant.',
  effect: 'Such a frame does not fit into the tables of the device. The driver has to give it to the device in pieces, as the sample driver does, or frames are filled only in part (inferred).',
  remedy: 'Program the frame in pieces: advance the clone by the mappings that the device has taken, and go on in the DPC. Then say so with ProgramsFramesInPieces. Or use a larger table, or bound MaxFrameSize.',
  texts: {
    pieces: 'The device takes {entries} scatter/gather entries, but a frame of {bytes} bytes of pin {pin} of filter {filter} may come in {mappings} mappings: such a frame has to be programmed in pieces, or is filled only in part (inferred). Advance through the mappings in the DPC and state ProgramsFramesInPieces, or lower the size of frames.',
    size: 'The largest frame: {bytes} bytes.',
    limit: 'Mappings of at most {limit} bytes split every page.',
  },
  check(model, report) {
    const dma = deviceDma(model);
    const entries = dma && numberOf(dma, 'ScatterGatherEntries');
    if (dma === undefined || entries === undefined || booleanOf(dma, 'ProgramsFramesInPieces') === true || isBroken(dma, 'ProgramsFramesInPieces') || isBroken(dma, 'MaxMappingsByteCount')) return;
    let largest: DeviceFrame | undefined;
    for (const frame of deviceFramesOf(model)) if (frame.bytes > (largest?.bytes ?? 0)) largest = frame;
    const mappings = largest && worstMappings(largest.bytes, model.pageSize, dma);
    if (largest === undefined || mappings === undefined || mappings <= entries) return;
    const limit = numberOf(dma, 'MaxMappingsByteCount');
    const values = { ...pinNames(largest.pin), bytes: grouped(largest.bytes), entries: grouped(entries), mappings: grouped(mappings) };
    report([dma, 'ScatterGatherEntries'], 'pieces', values, { related: [
      { where: largest.where, text: 'size', arguments: values },
      ...(limit !== undefined && limit < model.pageSize ? [{ where: [dma, 'MaxMappingsByteCount'] as const, text: 'limit', arguments: { limit: grouped(limit) } }] : []),
    ] });
  },
});
