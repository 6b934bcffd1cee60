import { type FilterView, type Model, instanceIn, isStated, numberOf } from '../../document/index';
import { Target, ksPage, sizeOf } from '../../ks/index';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { countedTable } from './counted-table';

const page = ksPage('ns-ks-_ksfilter_descriptor');
const about = { area: 'filter', since: '0.1.0', scope: 'filter' } as const;
const pinSize = { x86: sizeOf('KSPIN_DESCRIPTOR_EX', 'x86'), x64: sizeOf('KSPIN_DESCRIPTOR_EX', 'x64') };
const nodeSize = { x86: sizeOf('KSNODE_DESCRIPTOR', 'x86'), x64: sizeOf('KSNODE_DESCRIPTOR', 'x64') };

/** Size of an element as the document writes it, with the size of the structure on the target: in bytes. */
interface ElementSize { readonly size: number; readonly needed: number; readonly architecture: string }

/**
 * Reads the written size of an element; nothing when it is not written. Where the document doesn't name the architecture, sizes are compared with those of
 * `otherwise`, on which the comparison is the most lenient.
 */
function elementSize({ filter }: FilterView, { document, architecture }: Model, field: 'PinDescriptorSize' | 'NodeDescriptorSize', otherwise: 'x86' | 'x64'): ElementSize | undefined {
  const size = isStated(filter, field) ? numberOf(filter, field) : undefined;
  const target = document && instanceIn(document, 'Target', Target);
  const compared = target !== undefined && isStated(target, 'Architecture') ? architecture : otherwise;
  const needed = sizeOf(field === 'PinDescriptorSize' ? 'KSPIN_DESCRIPTOR_EX' : 'KSNODE_DESCRIPTOR', compared);
  return size === undefined || needed === undefined ? undefined : { size, needed, architecture: compared };
}

/** Descriptors that are not aligned. */
export const flt04 = defineRule({
  ...about, code: 'FLT-04', title: 'PinDescriptorSize is no multiple of eight', defaultSeverity: 'error', evidence: ['D'], sources: [page],
  condition: 'PinDescriptorSize is written and is no multiple of eight.',
  effect: 'AVStream steps through the table of pin descriptors by this size. It is documented as a multiple of eight; the second descriptor would not be aligned.',
  remedy: 'Leave PinDescriptorSize out or write sizeof(KSPIN_DESCRIPTOR_EX). Pad descriptors of your own to a multiple of eight bytes.',
  texts: { multiple: 'PinDescriptorSize is {size}, but has to be a multiple of eight: AVStream steps through the table by it. Write sizeof(KSPIN_DESCRIPTOR_EX), {needed} on {architecture}; pad descriptors that carry data of your own to a multiple of eight.' },
  check(view, report, model) {
    const found = elementSize(view, model, 'PinDescriptorSize', 'x64');
    if (found !== undefined && found.size % 8 !== 0) report([view.filter, 'PinDescriptorSize'], 'multiple', { ...found });
  },
});

/** Descriptors that overlap. */
export const flt05 = defineRule({
  ...about, code: 'FLT-05', title: 'PinDescriptorSize is too small', defaultSeverity: 'error', evidence: ['D'], sources: [page],
  condition: `PinDescriptorSize is less than sizeof(KSPIN_DESCRIPTOR_EX), ${String(pinSize.x86)} on x86 and ${String(pinSize.x64)} on x64, and the table is not known to be empty.`,
  effect: 'AVStream steps through the table of pin descriptors by this size, and so takes the middle of one descriptor for the beginning of the next: the table is misread from pin 1 on.',
  remedy: 'Leave PinDescriptorSize out or write sizeof(KSPIN_DESCRIPTOR_EX). Check that Target.Architecture is the one the size was taken from.',
  texts: { tooSmall: 'PinDescriptorSize is {size}, but sizeof(KSPIN_DESCRIPTOR_EX) on {architecture} is {needed}: AVStream takes the middle of one descriptor for the beginning of the next. Write {needed}, or correct Target.Architecture.' },
  check(view, report, model) {
    const found = elementSize(view, model, 'PinDescriptorSize', 'x86');
    // Nothing is read from a table without elements.
    if (found === undefined || found.size >= found.needed) return;
    const { count, broken } = countedTable(view.filter, 'PinDescriptorsCount', 'PinDescriptors');
    if (broken || count === 0) return;
    report([view.filter, 'PinDescriptorSize'], 'tooSmall', { ...found });
  },
});

/** Room behind each descriptor. */
export const flt06 = defineRule({
  ...about, code: 'FLT-06', title: 'PinDescriptorSize leaves room for data of your own', defaultSeverity: 'info', evidence: ['D', 'R'], sources: [page, reactosFile('drivers/ksfilter/ks/filter.c')],
  condition: 'PinDescriptorSize is greater than sizeof(KSPIN_DESCRIPTOR_EX).',
  effect: 'Documented as legal on Windows: what follows each descriptor is data of the driver. ReactOS demands equality. A size that was copied from a build for another architecture looks the same and misreads the table.',
  remedy: 'Keep it if every element of the table really is that large; otherwise write sizeof(KSPIN_DESCRIPTOR_EX).',
  texts: { larger: 'PinDescriptorSize is {size}, {more} bytes more than sizeof(KSPIN_DESCRIPTOR_EX) on {architecture}. That is legal on Windows if every element of the table carries that much data of your own; ReactOS demands {needed}. Otherwise write {needed}.' },
  check(view, report, model) {
    const found = elementSize(view, model, 'PinDescriptorSize', 'x64');
    if (found !== undefined && found.size > found.needed) report([view.filter, 'PinDescriptorSize'], 'larger', { ...found, more: found.size - found.needed });
  },
});

/** Node descriptors that are not aligned, or overlap. */
export const flt11 = defineRule({
  ...about, code: 'FLT-11', title: 'NodeDescriptorSize is wrong', defaultSeverity: 'error', evidence: ['D'], sources: [page],
  condition: `The filter has topology nodes, and NodeDescriptorSize is no multiple of eight or less than sizeof(KSNODE_DESCRIPTOR), ${String(nodeSize.x86)} on x86 and ${String(nodeSize.x64)} on x64.`,
  effect: 'AVStream steps through the table of node descriptors by this size, so the table is misread from node 1 on.',
  remedy: 'Leave NodeDescriptorSize out or write sizeof(KSNODE_DESCRIPTOR).',
  texts: {
    multiple: 'NodeDescriptorSize is {size}, but has to be a multiple of eight: AVStream steps through the table by it. Write sizeof(KSNODE_DESCRIPTOR), {needed} on {architecture}.',
    tooSmall: 'NodeDescriptorSize is {size}, but sizeof(KSNODE_DESCRIPTOR) on {architecture} is {needed}: AVStream takes the middle of one descriptor for the beginning of the next. Write {needed}, or correct Target.Architecture.',
  },
  check(view, report, model) {
    const found = elementSize(view, model, 'NodeDescriptorSize', 'x86');
    if (found === undefined || (countedTable(view.filter, 'NodeDescriptorsCount', 'NodeDescriptors').count ?? 0) === 0) return;
    if (found.size % 8 !== 0) report([view.filter, 'NodeDescriptorSize'], 'multiple', { ...found });
    else if (found.size < found.needed) report([view.filter, 'NodeDescriptorSize'], 'tooSmall', { ...found });
  },
});
