import { type Instance, type PinView, bound, elementsOf, isStated, numberOf, standardTransport, wordOf } from '../../document/index';
import { grouped } from '../../findings/index';
import { type KSPIN_DESCRIPTOR, headerLines, ksPage } from '../../ks/index';
import { defineRule } from '../rule';
import { reactosFile } from '../sources';
import { communication } from '../vocabulary';

const descriptorPage = ksPage('ns-ks-kspin_descriptor');
const about = { area: 'pin', since: '0.1.0', scope: 'pin' } as const;
const tables = ['Interfaces', 'Mediums', 'DataRanges', 'ConstrainedDataRanges'] as const;
type Table = (typeof tables)[number];

/** What a descriptor says of one of its tables; `count` is only what is written. */
interface TableFacts { readonly count: number | undefined; readonly elements: number | undefined }

const tableFacts = (descriptor: Instance<typeof KSPIN_DESCRIPTOR>, table: Table): TableFacts => ({
  count: isStated(descriptor, `${table}Count`) ? numberOf(descriptor, `${table}Count`) : undefined,
  elements: elementsOf(descriptor, table)?.length,
});

/** True when clients find a table without elements: by its count, or because there is nothing to count. */
const isEmpty = ({ count, elements }: TableFacts): boolean => count === 0 || (elements === 0 && (count ?? 0) === 0);

/** A count of what is not there. */
export const pin39 = defineRule({
  ...about, code: 'PIN-39', title: 'Count of a table disagrees with its pointer', defaultSeverity: 'error', otherSeverities: [{ severity: 'info', when: 'the count is 0 although there is a table' }], evidence: ['H'],
  sources: [headerLines('1430-1452'), descriptorPage],
  condition: 'InterfacesCount, MediumsCount, DataRangesCount or ConstrainedDataRangesCount is greater than 0 while the table is null or has no elements (error), or is 0 while the table has some (info).',
  effect: 'The header declares each table to have as many elements as its count. A count without a table makes the reader follow a null pointer in the kernel; a count of 0 hides the table.',
  remedy: 'Leave the count out (it follows from the table), or make it the number of elements.',
  texts: {
    missing: '{table}Count is {count}, but {table} has no elements: whoever reads the table follows a null pointer in the kernel. Leave the count out, or write the table.',
    hidden: '{table}Count is 0, so what {table} lists is never looked at. Leave the count out, or write {elements}.',
    table: 'The table that is counted.',
  },
  check(pin, report) {
    const { descriptor } = pin;
    if (!descriptor) return;
    for (const table of tables) {
      const { count, elements } = tableFacts(descriptor, table);
      if (count === undefined || elements === undefined) continue;
      const related = [{ where: [descriptor, table] as const, text: 'table' }];
      if (count > 0 && elements === 0) report([descriptor, `${table}Count`], 'missing', { table, count: grouped(count) }, { related });
      else if (count === 0 && elements > 0 && !(table === 'DataRanges' && needsFormats(pin))) report([descriptor, `${table}Count`], 'hidden', { table, elements: grouped(elements) }, { related, severity: 'info' });
    }
  },
});

/** True when a pin is connected by a format that it has to offer itself: on the standard transport, and described once and for all. */
const needsFormats = (pin: PinView): boolean => !pin.isDynamic && standardTransport(pin) === 'yes' && !pin.edits.some((edit) => wordOf(edit, 'Storage') === 'OwnDescriptor');

/** A pin without formats. */
export const pin40 = defineRule({
  ...about, code: 'PIN-40', title: 'Pin without data ranges', defaultSeverity: 'warning', evidence: ['I'], sources: [descriptorPage, ksPage('ns-ks-_kspin_descriptor_ex')],
  condition: 'DataRanges of a pin on the standard transport is null or empty, or DataRangesCount is 0; the pin is not one that the driver describes while it runs.',
  effect: 'A connection is made with a format from the intersection of both pins\' data ranges. Without any there is nothing to intersect, so the pin cannot be connected (inferred).',
  remedy: 'List the formats that the pin supports. If the driver fills the table in before the factory is used, say so with FilledLater.',
  texts: { none: 'The pin offers no data range, so no format can be agreed on and it cannot be connected (inferred). List its formats; if the driver fills them in before the pin is used, add "DataRanges" to FilledLater.' },
  check(pin, report) {
    const { descriptor } = pin;
    if (!descriptor || !needsFormats(pin)) return;
    const facts = tableFacts(descriptor, 'DataRanges');
    if (isEmpty(facts)) report([descriptor, bound(descriptor, 'DataRanges').state === 'absent' ? 'DataRangesCount' : 'DataRanges'], 'none');
  },
});

/** What AVStream takes in the place of nothing. */
export const pin41 = defineRule({
  ...about, code: 'PIN-41', title: 'Standard interface and medium', defaultSeverity: 'hint', evidence: ['H', 'R'], sources: [headerLines('3765-3771'), reactosFile('drivers/ksfilter/ks/pin.c')],
  condition: 'Interfaces or Mediums of a pin that can be connected is null or empty.',
  effect: 'The pin is taken to offer KSINTERFACESETID_Standard with KSINTERFACE_STANDARD_STREAMING, and KSMEDIUMSETID_Standard with id 0, as DEFINE_KSPIN_DEFAULT_INTERFACES and DEFINE_KSPIN_DEFAULT_MEDIUMS intend.',
  remedy: 'Nothing needs to change.',
  texts: {
    both: 'The pin lists no interfaces and no mediums: it offers the standard streaming interface and the standard medium, as the default macros intend.',
    interfaces: 'The pin lists no interfaces: it offers the standard streaming interface, as DEFINE_KSPIN_DEFAULT_INTERFACES intends.',
    mediums: 'The pin lists no mediums: it offers the standard medium (KSMEDIUMSETID_Standard, id 0), as DEFINE_KSPIN_DEFAULT_MEDIUMS intends.',
  },
  check(pin, report) {
    const { descriptor } = pin;
    if (!descriptor || pin.communication === communication.none || pin.communication === communication.bridge) return;
    const [interfaces, mediums] = (['Interfaces', 'Mediums'] as const).map((table) => tableFacts(descriptor, table).elements === 0 && isEmpty(tableFacts(descriptor, table)));
    if (interfaces === true) report([descriptor, 'Interfaces'], mediums === true ? 'both' : 'interfaces');
    else if (mediums === true) report([descriptor, 'Mediums'], 'mediums');
  },
});
