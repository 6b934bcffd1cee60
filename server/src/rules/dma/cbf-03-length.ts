import { booleanOf, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { ddiPage } from '../../ks/index';
import { defineRule } from '../rule';
import { kernelTopic } from '../sources';
import { commonBuffersOf, sizedBuffersOf } from './common-buffers';
import { pagesOf } from './pages';

const allocate = ddiPage('wdm/nc-wdm-pallocate_common_buffer');

/** A page of which a part is lost. */
export const cbf03 = defineRule({
  code: 'CBF-03', title: 'Common buffer that wastes part of its last page', area: 'commonBuffer', defaultSeverity: 'info', evidence: ['D'], sources: [kernelTopic('using-common-buffer-system-dma'), allocate], since: '0.1.0', scope: 'document',
  condition: 'The length of a common buffer is above PAGE_SIZE and no multiple of it.',
  effect: 'A common buffer takes whole pages, and what lies behind its length in the last one cannot be used.',
  remedy: 'Write a multiple of PAGE_SIZE.',
  texts: { tail: 'A common buffer of {bytes} bytes takes {pages} pages and leaves {rest} bytes of the last one that cannot be used. Write {rounded}, or what fits into one page less.' },
  check(model, report) {
    for (const { buffer, length } of sizedBuffersOf(model)) {
      if (length <= model.pageSize || length % model.pageSize === 0) continue;
      const pages = pagesOf(length, model.pageSize);
      report([buffer, 'Length'], 'tail', { bytes: grouped(length), pages: grouped(pages), rest: grouped(pages * model.pageSize - length), rounded: grouped(pages * model.pageSize) });
    }
  },
});

const lateTimes: ReadonlySet<string | undefined> = new Set(['InitializeAllocator', 'AfterStart']);

/** A buffer asked for when memory has long been in pieces. */
export const cbf06 = defineRule({
  code: 'CBF-06', title: 'Common buffer of several pages after start-up', area: 'commonBuffer', defaultSeverity: 'warning', evidence: ['D'], sources: [allocate], since: '0.1.0', scope: 'document',
  condition: 'A common buffer of more than one page is allocated after the device has started, as in InitializeAllocator.',
  effect: 'A common buffer is one contiguous piece of memory. The documentation warns that after start-up possibly only requests for one page succeed, if any: the allocation works in the laboratory and fails on a machine that has been running for a while.',
  remedy: 'Allocate the buffer in the Start callback of the device, large enough for every case, and carve frames from it later.',
  texts: {
    late: 'This common buffer of {bytes} bytes ({pages} pages) is allocated after the device has started ({when}), when memory may be too fragmented: possibly only requests for one page succeed then, if any. Allocate it when the device starts, and carve frames from it later.',
    size: 'The length of the buffer.',
  },
  check(model, report) {
    for (const { buffer, length } of sizedBuffersOf(model)) {
      const when = wordOf(buffer, 'AllocatedWhen');
      if (when === undefined || !lateTimes.has(when) || length <= model.pageSize) continue;
      report([buffer, 'AllocatedWhen'], 'late', { bytes: grouped(length), pages: grouped(pagesOf(length, model.pageSize)), when }, { related: [{ where: [buffer, 'Length'], text: 'size' }] });
    }
  },
});

/** An argument that nobody reads. */
export const cbf11 = defineRule({
  code: 'CBF-11', title: 'CacheEnabled of a common buffer', area: 'commonBuffer', defaultSeverity: 'info', evidence: ['D'], sources: [allocate], since: '0.1.0', scope: 'document',
  condition: 'CacheEnabled of a common buffer is true.',
  effect: 'The system ignores the argument: whether the memory is cached follows from the machine.',
  remedy: 'Write false, and count on neither.',
  texts: { ignored: 'CacheEnabled is true, but the system ignores the argument of AllocateCommonBuffer: whether the memory is cached follows from the machine. Write false, and count on neither.' },
  check(model, report) {
    for (const buffer of commonBuffersOf(model)) if (booleanOf(buffer, 'CacheEnabled') === true) report([buffer, 'CacheEnabled'], 'ignored');
  },
});
