import { effectiveStates, guidOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { headerLines, ksPage } from '../../ks/index';
import { type FrameTotal, frameTotalsOf } from '../frame-totals';
import { defineRule } from '../rule';
import { memoryType, noBound } from '../vocabulary';

/**
 * Non-paged memory that frames of one pin may take before RNG-15 speaks, in bytes. An option of this tool: Windows documents no limit for a single
 * driver. 1 GiB is a quarter of the memory of a small machine, and what twenty frames of 8K video in NV12 take.
 */
export const nonPagedPoolBudget = 0x40000000;

const describe = ({ frames, stride, total }: FrameTotal): Readonly<Record<string, string>> => ({ frames: grouped(frames), stride: grouped(stride), total: grouped(total) });

/** No bound on the size. */
export const rng14 = defineRule({
  code: 'RNG-14', title: 'FramingRange without an upper bound', area: 'frameSize', defaultSeverity: 'hint', evidence: ['H'], sources: [headerLines('1848-1945'), ksPage('ns-ks-ks_framing_range')], since: '0.1.0', scope: 'item',
  condition: 'After the declared run-time edits MaxFrameSize of FramingRange is (ULONG)-1.',
  effect: 'There is no upper bound: the other side decides the size of frames.',
  remedy: 'Nothing needs to change if any size will do. Otherwise write the largest size that makes sense.',
  texts: { open: 'MaxFrameSize of FramingRange is (ULONG)-1 (0xFFFFFFFF), no bound: the other side decides the size of frames. Write the largest size that makes sense if there is one.' },
  check(view, report) {
    for (const { framingRange } of effectiveStates(view)) if (framingRange.max.value === noBound) report(framingRange.max.from, 'open');
  },
});

/** More non-paged memory than is sensible. */
export const rng15 = defineRule({
  code: 'RNG-15', title: 'Frames take too much non-paged memory', area: 'frameSize', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: `MemoryType is KSMEMORY_TYPE_KERNEL_NONPAGED, and Frames × MaxFrameSize (each rounded up to the alignment) is above ${grouped(nonPagedPoolBudget)} bytes, a budget of this tool. A product that does not fit into 32 bits is RNG-16.`,
  effect: 'An allocator in the kernel is expected to fail with STATUS_INSUFFICIENT_RESOURCES, or to starve the rest of the system of non-paged pool (inferred).',
  remedy: 'Ask for fewer frames or bound their size. For large frames use the pages of the requests (KSPIN_FLAG_GENERATE_MAPPINGS) or memory of the device.',
  texts: {
    much: "{frames} frames of up to {stride} bytes take {total} bytes of non-paged pool, above this tool's budget of {budget}: allocation in the kernel is expected to fail with STATUS_INSUFFICIENT_RESOURCES (inferred). Ask for fewer frames, or lower MaxFrameSize.",
    size: 'Frames of up to {stride} bytes, alignment included.',
  },
  check(view, report) {
    if (guidOf(view.item, 'MemoryType') !== memoryType.kernelNonPaged) return;
    for (const total of frameTotalsOf(view)) {
      if (total.total <= nonPagedPoolBudget || total.total > noBound) continue;
      const values = { ...describe(total), budget: grouped(nonPagedPoolBudget) };
      report(total.state.frames.from, 'much', values, { related: [{ where: total.state.framingRange.max.from, text: 'size', arguments: values }] });
    }
  },
});

/** More than a ULONG can count. */
export const rng16 = defineRule({
  code: 'RNG-16', title: 'Frames × size overflows 32 bits', area: 'frameSize', defaultSeverity: 'warning', evidence: ['I'], sources: [ksPage('ns-ks-ks_framing_item')], since: '0.1.0', scope: 'item',
  condition: 'Frames × MaxFrameSize of FramingRange (each rounded up to the alignment) is above 0xFFFFFFFF. A maximum of (ULONG)-1 sets no bound and never counts.',
  effect: 'Frame count and size are ULONGs; whoever multiplies them as such gets a total that has wrapped around, and allocates too little (inferred).',
  remedy: 'Bound the size of frames, or ask for fewer.',
  texts: {
    wraps: '{frames} frames of up to {stride} bytes are {total} bytes, which does not fit into a ULONG: a total computed in 32 bits wraps around, and too little is allocated (inferred). Lower MaxFrameSize, or ask for fewer frames.',
    size: 'Frames of up to {stride} bytes, alignment included.',
  },
  check(view, report) {
    for (const total of frameTotalsOf(view)) {
      if (total.total <= noBound) continue;
      report(total.state.frames.from, 'wraps', describe(total), { related: [{ where: total.state.framingRange.max.from, text: 'size', arguments: describe(total) }] });
    }
  },
});
