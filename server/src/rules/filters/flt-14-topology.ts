import { type FilterView, type NodeId, booleanOf, elementsOf, instancesIn, nodeOf, numberOf, stateOf } from '../../document/index';
import { KSTOPOLOGY_CONNECTION, constantValue, ksPage, streamTopic } from '../../ks/index';
import { isCodec } from '../facts';
import { defineRule } from '../rule';
import { type CountedTable, countedTable } from './counted-table';

const filterNode = constantValue('KSFILTER_NODE');

/** Where a Reset callback of the filter or of one of its pins stands. */
function resetCallback({ dispatch, pins }: FilterView): NodeId | undefined {
  if (dispatch.state === 'present' && stateOf(dispatch.instance, 'Reset') === 'present') return nodeOf(dispatch.instance, 'Reset');
  for (const pin of pins) if (pin.dispatch.state === 'present' && stateOf(pin.dispatch.instance, 'Reset') === 'present') return nodeOf(pin.dispatch.instance, 'Reset');
  return undefined;
}

/** A reset that does not find its way through the filter. */
export const flt14 = defineRule({
  code: 'FLT-14', title: 'Codec that is reset without topology', area: 'filter', defaultSeverity: 'warning', evidence: ['D'], sources: [streamTopic('resetting-state-in-avstream-codecs')], since: '0.1.0', scope: 'filter',
  condition: 'A codec has a Reset callback, of the filter or of a pin, and states that it has no Connections.',
  effect: 'For a reset (IOCTL_KS_RESET_STATE) to work correctly, a codec has to say which input pin is connected to which output pin. The default topology does not; a flush may leave old data in the filter or never end.',
  remedy: 'List the connections between input and output pins in Connections, with KSFILTER_NODE on both ends for a codec without nodes.',
  texts: {
    missing: 'The codec has a Reset callback but no Connections: for a reset to work, the documentation asks codecs to state the topology between input and output pins, or a flush may leave old data in the filter. List the connections.',
    reset: 'The Reset callback.',
  },
  check(view, report) {
    const { filter } = view;
    const { count, listed } = countedTable(filter, 'ConnectionsCount', 'Connections');
    if (count !== 0 || (listed ?? 0) > 0 || !isCodec(view)) return;
    const reset = resetCallback(view);
    if (reset !== undefined) report([filter, listed === undefined ? 'ConnectionsCount' : 'Connections'], 'missing', {}, { related: [{ where: reset, text: 'reset' }] });
  },
});

/** Number of elements of a table; nothing where count and table disagree, of which other rules speak. */
const agreedCount = ({ stated, listed, count }: CountedTable): number | undefined => (stated !== undefined && listed !== undefined && stated !== listed ? undefined : count);

/** Number of pins, when the document says that it lists them all and that none is added while the driver runs. */
function fixedPinCount({ filter }: FilterView): number | undefined {
  const dynamic = elementsOf(filter, 'DynamicPinDescriptors');
  const adds = (dynamic?.length ?? 0) > 0 || (booleanOf(filter, 'CreatesPins') ?? dynamic === undefined);
  return adds ? undefined : agreedCount(countedTable(filter, 'PinDescriptorsCount', 'PinDescriptors'));
}

/** Number of topology nodes, when the document says that none is added while the driver runs. */
const fixedNodeCount = ({ filter }: FilterView): number | undefined => (booleanOf(filter, 'CreatesNodes') === false ? agreedCount(countedTable(filter, 'NodeDescriptorsCount', 'NodeDescriptors')) : undefined);

/** A connection to nothing. */
export const flt15 = defineRule({
  code: 'FLT-15', title: 'Connection to a pin or node that does not exist', area: 'filter', defaultSeverity: 'error', evidence: ['I'], sources: [ksPage('ns-ks-kstopology_connection'), ksPage('ns-ks-_ksfilter_descriptor')], since: '0.1.0', scope: 'filter',
  condition: 'A topology connection names a pin of the filter (KSFILTER_NODE) that PinDescriptors does not have, or a node that NodeDescriptors does not have, and the document says that the driver adds none while it runs (CreatesPins, CreatesNodes).',
  effect: 'The topology points to nothing: clients that follow it ask for pins or nodes that do not exist, and a reset does not get from one pin to the other (inferred).',
  remedy: 'Correct the index: pins and nodes are counted from 0.',
  texts: {
    pin: '{field} is {index}, but PinDescriptors lists {count}, counted from 0: the topology points to a pin that does not exist (inferred). Correct the index, or state with CreatesPins that the driver adds pins.',
    node: '{field} is {index}, but NodeDescriptors lists {count}, counted from 0: the topology points to a node that does not exist (inferred). Correct the index, or write KSFILTER_NODE if a pin of the filter is meant.',
  },
  check(view, report) {
    const connections = instancesIn(view.filter, 'Connections', KSTOPOLOGY_CONNECTION);
    if (connections.length === 0) return;
    const pins = fixedPinCount(view);
    const nodes = fixedNodeCount(view);
    for (const connection of connections) {
      for (const side of ['From', 'To'] as const) {
        const node = numberOf(connection, `${side}Node`);
        const pin = numberOf(connection, `${side}NodePin`);
        if (node === filterNode) {
          if (pins !== undefined && pin !== undefined && pin >= pins) report([connection, `${side}NodePin`], 'pin', { field: `${side}NodePin`, index: pin, count: pins });
        } else if (nodes !== undefined && node !== undefined && node >= nodes) report([connection, `${side}Node`], 'node', { field: `${side}Node`, index: node, count: nodes });
      }
    }
  },
});
