import { type Instance, bound, elementsOf, isStated, numberOf, wordOf, writesFraming } from '../../document/index';
import { RuntimeEdit, headerLines, ksPage } from '../../ks/index';
import { isBroken } from '../facts';
import { defineRule } from '../rule';
import { sampleDriver } from '../sources';

const editPage = ksPage('nf-ks-_ksedit');

/** Which structures an edit copies, by either macro; nothing when a list is broken, or neither list has an entry. */
function copiedBy(edit: Instance<typeof RuntimeEdit>): { readonly descriptor: boolean; readonly framing: boolean } | undefined {
  let descriptor = false;
  let framing = false;
  for (const field of ['KsEdit', 'KsEditSized'] as const) {
    const value = bound(edit, field);
    if (value.state === 'invalid') return undefined;
    for (const element of elementsOf(edit, field) ?? []) {
      if (element.state !== 'present' || element.kind !== 'word') return undefined;
      if (element.word === 'Descriptor') descriptor = true;
      else framing = true;
    }
  }
  return descriptor || framing ? { descriptor, framing } : undefined;
}

/** Storage that is a framing of this pin's own. */
const ownFramings: ReadonlySet<string> = new Set(['HeapCopy', 'OwnFraming']);

/** The list that an edit names its copies in, to point at. */
const listOf = (edit: Instance<typeof RuntimeEdit>): readonly [Instance, string] => [edit, isStated(edit, 'KsEdit') ? 'KsEdit' : 'KsEditSized'];

/** A write to what others use too. */
export const frm35 = defineRule({
  code: 'FRM-35', title: 'Shared framing written at run time', area: 'framing', defaultSeverity: 'error', evidence: ['D', 'S'], sources: [editPage, sampleDriver('avshws')], since: '0.1.0', scope: 'pin',
  condition: 'A run-time edit stores into the declared framing itself, or into a copy of the framing without a copy of the descriptor that points to it.',
  effect: 'A framing declared const lies in read-only memory: the write is a bug check. A framing that is not const is shared by every instance of the pin (and by other pins that name it): all of them change.',
  remedy: 'Copy both first, as the samples do: KsEdit(Pin, &Pin->Descriptor, Tag), then KsEdit(Pin, &Pin->Descriptor->AllocatorFraming, Tag), then write. Or point the edited descriptor to a framing of your own, or make a descriptor of your own before the pin factory exists.',
  texts: {
    inPlace: 'This edit writes to the declared framing itself: a const framing lies in read-only memory, and one that is not const changes for every instance of the pin. Copy it first: KsEdit of Descriptor, then of AllocatorFraming.',
    framingNotCopied: 'This edit copies the descriptor with KsEdit, but not the framing, and then writes to the framing: the copy still points to the declared one, which is read-only or shared by all instances. Add AllocatorFraming.',
    descriptorNotCopied: 'This edit changes the framing without a copy of the descriptor: the pointer to the new framing is stored into the declared descriptor, which is read-only or shared by all instances. Add Descriptor, before AllocatorFraming.',
  },
  check({ framing, edits }, report) {
    if (framing.state === 'null') return;
    // A copy that an earlier edit has put into the object bag is found there by a later one; what an earlier edit copies may be unknown.
    const before = { descriptor: false, framing: false };
    for (const edit of edits) {
      const storage = wordOf(edit, 'Storage');
      if (storage === 'InPlace') {
        // A framing that is not const may be filled in before anything uses it.
        const when = wordOf(edit, 'When');
        if (when !== undefined && when !== 'DriverInit') report([edit, 'Storage'], 'inPlace');
        continue;
      }
      const listed = copiedBy(edit);
      if (storage === 'OwnDescriptor' || isBroken(edit, 'Storage') || listed === undefined) {
        before.descriptor = before.framing = true;
        continue;
      }
      if (listed.descriptor) before.descriptor = true;
      if (listed.framing || (storage !== undefined && ownFramings.has(storage))) before.framing = true;
      if ((before.descriptor && before.framing) || !(listed.framing || writesFraming(edit))) continue;
      if (!before.descriptor) report(listOf(edit), 'descriptorNotCopied');
      else report(listOf(edit), 'framingNotCopied');
    }
  },
});

/** The macro copies one item. */
export const frm37 = defineRule({
  code: 'FRM-37', title: 'KsEdit of a framing with several items', area: 'framing', defaultSeverity: 'error', evidence: ['H', 'I'], sources: [headerLines('6124-6130'), editPage], since: '0.1.0', scope: 'pin',
  condition: 'KsEdit (not KsEditSized) copies AllocatorFraming, and the framing has more than one item.',
  effect: 'KsEdit copies sizeof(KSALLOCATOR_FRAMING_EX), that is 112 bytes, which is one item. CountItems of the copy still counts them all, so whoever reads the framing runs into memory behind the copy (inferred from the macro).',
  remedy: 'Use KsEditSized with 24 + 88 × CountItems bytes as both sizes.',
  texts: {
    lost: 'KsEdit copies sizeof(KSALLOCATOR_FRAMING_EX) = 112 bytes, one item, but this framing has {count}: the others are lost while CountItems still counts them, so clients read behind the copy (inferred). Use KsEditSized with {bytes} bytes.',
    framing: 'The framing with {count} items.',
  },
  check({ framing, framingView, edits }, report) {
    if (framing.state !== 'present' || !framingView) return;
    const count = isStated(framing.instance, 'CountItems') ? numberOf(framing.instance, 'CountItems') : framingView.elementCount;
    if (count === undefined || count <= 1) return;
    const names = (edit: Instance<typeof RuntimeEdit>, field: 'KsEdit' | 'KsEditSized'): boolean =>
      (elementsOf(edit, field) ?? []).some((element) => element.state === 'present' && element.kind === 'word' && element.word === 'AllocatorFraming');
    for (const edit of edits) {
      const storage = wordOf(edit, 'Storage');
      // What is in the object bag already is not copied again.
      if (names(edit, 'KsEditSized') || storage === 'OwnDescriptor' || (storage !== undefined && ownFramings.has(storage)) || isBroken(edit, 'Storage') || copiedBy(edit) === undefined) return;
      if ((storage !== undefined && storage !== 'Edited') || !names(edit, 'KsEdit')) continue;
      report([edit, 'KsEdit'], 'lost', { count, bytes: 24 + 88 * count }, { related: [{ where: [framing.instance, 'FramingItem'], text: 'framing', arguments: { count } }] });
    }
  },
});
