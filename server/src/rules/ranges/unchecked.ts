import { streamTopic } from '../../ks/index';
import type { SilentRule } from '../rule';
import { reactosFile, sampleDriver } from '../sources';

const common = { area: 'frameSize', since: '0.1.0', because: { kind: 'connection' } } as const;

/** Codes of this family that have a page and are never reported by the validator. */
export const silentRangeRules: readonly SilentRule[] = [
  {
    ...common, code: 'RNG-11', title: 'Image larger than the hardware limit', defaultSeverity: 'error', otherSeverities: [{ severity: 'info', when: 'on an input pin' }], evidence: ['I', 'S'], sources: [sampleDriver('avshws')],
    condition: 'The image of the uncompressed format that is connected (biSizeImage, or SampleSize) is larger than MaxFrameSize of PhysicalRange after the run-time edits. A range of all zeros counts as not set.',
    effect: 'No frame that the hardware can handle holds an image of the format (inferred).',
    remedy: 'Write the image size of the connected format into both ranges in Create or SetDataFormat, and refuse formats that the hardware cannot do.',
  },
  {
    ...common, code: 'RNG-18', title: 'Frame size is no multiple of the alignment', defaultSeverity: 'warning', evidence: ['D', 'R'],
    sources: [reactosFile('dll/directx/ksproxy/allocator.cpp'), { name: 'DirectShow allocators', link: 'https://learn.microsoft.com/windows/win32/directshow/memory-allocators' }, streamTopic('ks-allocators')],
    condition: 'The frame size that a connection settles on is no multiple of the alignment.',
    effect: 'So that each frame begins aligned, the distance between frames is rounded up to the next multiple, and memory grows accordingly.',
    remedy: 'Choose a size that is a multiple of the alignment where memory matters.',
  },
];
