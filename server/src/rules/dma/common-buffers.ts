import { type Instance, type Model, elementsOf, instancesIn, numberOf } from '../../document/index';
import { CommonBuffer } from '../../ks/index';
import { deviceDma, isBroken } from '../facts';

/** A common buffer whose length is stated, in bytes, and how many of it the driver allocates. */
export interface SizedBuffer {
  readonly buffer: Instance<typeof CommonBuffer>;
  readonly length: number;
  readonly count: number;
}

/** The common buffers of the device. */
export function commonBuffersOf(model: Model): readonly Instance<typeof CommonBuffer>[] {
  const dma = deviceDma(model);
  return dma ? instancesIn(dma, 'CommonBuffers', CommonBuffer) : [];
}

/** Whether every common buffer that the document lists can be read. */
export function areCommonBuffersKnown(model: Model): boolean {
  const dma = deviceDma(model);
  return dma !== undefined && !isBroken(dma, 'CommonBuffers') && (elementsOf(dma, 'CommonBuffers') ?? []).every(({ state }) => state === 'present');
}

/** A buffer with its length; nothing when that, or the number of buffers, is unknown or 0. */
export function sizedBuffer(buffer: Instance<typeof CommonBuffer>): SizedBuffer | undefined {
  const length = numberOf(buffer, 'Length');
  const count = numberOf(buffer, 'Count');
  return length === undefined || length === 0 || count === undefined || count === 0 ? undefined : { buffer, length, count };
}

/** The common buffers of the device whose length is stated. */
export const sizedBuffersOf = (model: Model): readonly SizedBuffer[] => commonBuffersOf(model).flatMap((buffer) => sizedBuffer(buffer) ?? []);
