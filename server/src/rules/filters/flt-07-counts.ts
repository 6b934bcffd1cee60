import type { FilterView } from '../../document/index';
import { ksPage } from '../../ks/index';
import type { Severity } from '../../findings/index';
import { type Report, defineRule } from '../rule';
import { countedTable } from './counted-table';

const about = { area: 'filter', defaultSeverity: 'error', evidence: ['D'], sources: [ksPage('ns-ks-_ksfilter_descriptor')], since: '0.1.0', scope: 'filter' } as const;
const hidden = { severity: 'info', when: 'the count is 0 although the table lists elements' } as const;
const effect = 'A count above 0 with NULL makes whoever reads the table follow a null pointer. With 0, the elements are there and nobody sees them; the documentation allows NULL if and only if the count is 0.';

type TableField = 'PinDescriptors' | 'Categories' | 'NodeDescriptors' | 'Connections';

/** Reports a count that says otherwise than its table whether there are any elements. */
function checkTable({ filter }: FilterView, report: Report<'noTable' | 'hidden' | 'table'>, table: TableField, severity: Severity): void {
  const field = `${table}Count` as const;
  const { stated, listed, isNull } = countedTable(filter, field, table);
  if (stated === undefined) return;
  if (stated > 0 && isNull) report([filter, field], 'noTable', { count: stated }, { related: [{ where: [filter, table], text: 'table' }] });
  else if (stated === 0 && listed !== undefined && listed > 0) report([filter, field], 'hidden', { listed }, { severity, related: [{ where: [filter, table], text: 'table' }] });
}

/** Pin descriptors. */
export const flt07 = defineRule({
  ...about, code: 'FLT-07', title: 'PinDescriptorsCount against PinDescriptors', otherSeverities: [{ severity: 'warning', when: hidden.when }],
  condition: 'PinDescriptorsCount is written and greater than 0 while PinDescriptors is null; or it is 0 while PinDescriptors lists pins (warning).',
  effect: 'A count above 0 with NULL makes AVStream follow a null pointer. With 0, none of the pins exists; the documentation asks for NULL then.',
  remedy: 'Leave PinDescriptorsCount out: it follows from the table. In C, write DEFINE_KSFILTER_PIN_DESCRIPTORS.',
  texts: {
    noTable: 'PinDescriptorsCount is {count}, but PinDescriptors is null: whoever reads the descriptors follows a null pointer. Write 0, or give the table.',
    hidden: 'PinDescriptorsCount is 0 although PinDescriptors lists pins ({listed}): none of them exists. Leave the count out, or set PinDescriptors to null as the documentation asks for with 0.',
    table: 'The table of pin descriptors.',
  },
  check: (view, report) => { checkTable(view, report, 'PinDescriptors', 'warning'); },
});

/** Categories. */
export const flt09 = defineRule({
  ...about, code: 'FLT-09', title: 'CategoriesCount against Categories', otherSeverities: [hidden], effect,
  condition: 'CategoriesCount is written and greater than 0 while Categories is null; or it is 0 while Categories lists some (info).',
  remedy: 'Leave CategoriesCount out: it follows from the table. In C, write DEFINE_KSFILTER_CATEGORIES or DEFINE_KSFILTER_CATEGORIES_NULL.',
  texts: {
    noTable: 'CategoriesCount is {count}, but Categories is null: whoever registers the interfaces follows a null pointer. Write 0, or give the table.',
    hidden: 'CategoriesCount is 0 although Categories lists some ({listed}): no device interface is registered for them. Leave the count out, or set Categories to null.',
    table: 'The table of categories.',
  },
  check: (view, report) => { checkTable(view, report, 'Categories', 'info'); },
});

/** Topology nodes. */
export const flt12 = defineRule({
  ...about, code: 'FLT-12', title: 'NodeDescriptorsCount against NodeDescriptors', otherSeverities: [hidden], effect,
  condition: 'NodeDescriptorsCount is written and greater than 0 while NodeDescriptors is null; or it is 0 while NodeDescriptors lists some (info).',
  remedy: 'Leave NodeDescriptorsCount out: it follows from the table. In C, write DEFINE_KSFILTER_NODE_DESCRIPTORS or DEFINE_KSFILTER_NODE_DESCRIPTORS_NULL.',
  texts: {
    noTable: 'NodeDescriptorsCount is {count}, but NodeDescriptors is null: whoever reads the nodes follows a null pointer. Write 0, or give the table.',
    hidden: 'NodeDescriptorsCount is 0 although NodeDescriptors lists nodes ({listed}): clients see none of them. Leave the count out, or set NodeDescriptors to null.',
    table: 'The table of topology nodes.',
  },
  check: (view, report) => { checkTable(view, report, 'NodeDescriptors', 'info'); },
});

/** Topology connections. */
export const flt13 = defineRule({
  ...about, code: 'FLT-13', title: 'ConnectionsCount against Connections', otherSeverities: [hidden], effect,
  condition: 'ConnectionsCount is written and greater than 0 while Connections is null; or it is 0 while Connections lists some (info).',
  remedy: 'Leave ConnectionsCount out: it follows from the table. In C, write DEFINE_KSFILTER_CONNECTIONS or DEFINE_KSFILTER_DEFAULT_CONNECTIONS.',
  texts: {
    noTable: 'ConnectionsCount is {count}, but Connections is null: whoever reads the connections follows a null pointer. Write 0, or give the table.',
    hidden: 'ConnectionsCount is 0 although Connections lists some ({listed}): clients see the default topology instead, one node with every pin wired to it. Leave the count out, or set Connections to null.',
    table: 'The table of topology connections.',
  },
  check: (view, report) => { checkTable(view, report, 'Connections', 'info'); },
});
