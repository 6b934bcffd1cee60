import { type FilterView, type Instance, bound, instanceIn, isStated, numberOf, stateOf, textOf, wordOf } from '../../document/index';
import { FilterFactory, KSFILTER_DESCRIPTOR, ksPage, streamTopic } from '../../ks/index';
import { isBroken } from '../facts';
import { type Where, defineRule } from '../rule';
import { filterFlag } from '../vocabulary';

const factoryPage = ksPage('nf-ks-kscreatefilterfactory');
const filterPage = ksPage('ns-ks-_ksfilter_descriptor');

/** Name under which clients find a factory. */
interface FactoryName {
  /** The reference string; for a GUID in its registry form, in lower case. */
  readonly name: string;
  /** The name as the document writes it, for texts. */
  readonly shown: string;
  /** The field that decides it. */
  readonly where: Where;
  /** What the name is, for texts. */
  readonly kind: 'RefString' | 'ReferenceGuid' | 'null';
}

/** A GUID in the form of a reference string, or any other text as it is: GUIDs are compared without regard to case. */
const asReference = (text: string): string => (/^\{[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i.test(text) ? text.toLowerCase() : text);

/** How the factory of a filter is made. Nothing when unknown; a RefString says that it is KsCreateFilterFactory. */
function madeBy(factory: Instance<typeof FilterFactory>): string | undefined {
  return wordOf(factory, 'MadeBy') ?? (textOf(factory, 'RefString') === undefined ? undefined : 'KsCreateFilterFactory');
}

function guidName(filter: Instance<typeof KSFILTER_DESCRIPTOR>): FactoryName | undefined {
  const guid = bound(filter, 'ReferenceGuid');
  if (guid.state === 'null') return { name: 'null', shown: 'null', where: [filter, 'ReferenceGuid'], kind: 'null' };
  return guid.state === 'present' && guid.kind === 'guid' ? { name: `{${guid.value}}`, shown: `{${guid.value}}`, where: [filter, 'ReferenceGuid'], kind: 'ReferenceGuid' } : undefined;
}

/** Names of a factory: the reference string it is given, or else ReferenceGuid; both where the flag lets the GUID go first (`complete`: it is known). None when the document doesn't say enough. */
function namesOf({ filter }: FilterView): { readonly factory: Instance<typeof FilterFactory>; readonly names: readonly FactoryName[]; readonly complete: boolean } | undefined {
  const factory = instanceIn(filter, 'Factory', FilterFactory);
  const maker = factory && madeBy(factory);
  if (factory === undefined || maker === undefined) return undefined;
  const count = numberOf(factory, 'Count');
  // Several factories of one descriptor have names of their own, which the document doesn't list.
  if (isBroken(factory, 'Count') || isBroken(factory, 'RefString') || (isStated(factory, 'Count') && count !== 1)) return undefined;
  const guid = guidName(filter);
  const refString = textOf(factory, 'RefString');
  if (maker === 'KsCreateFilterFactory' && refString !== undefined) {
    const own: FactoryName = { name: asReference(refString), shown: refString, where: [factory, 'RefString'], kind: 'RefString' };
    const flags = numberOf(filter, 'Flags');
    if (flags === undefined) return undefined;
    const hasBoth = (flags & filterFlag.prioritizeReferenceGuid) !== 0;
    return { factory, names: hasBoth && guid?.kind === 'ReferenceGuid' ? [own, guid] : [own], complete: !hasBoth || guid !== undefined };
  }
  const usesGuid = maker === 'KSDEVICE_DESCRIPTOR' || stateOf(factory, 'RefString') === 'null';
  return usesGuid && guid !== undefined ? { factory, names: [guid], complete: true } : undefined;
}

/** Names of a factory in all configurations of its filter, when they are the same in each. */
function steadyNames(configurations: readonly FilterView[]): readonly FactoryName[] {
  const [first, ...others] = configurations.map((view) => namesOf(view)?.names ?? []);
  const key = (names: readonly FactoryName[]): string => names.map(({ kind, name }) => `${kind} ${name}`).join('\n');
  return first !== undefined && others.every((names) => key(names) === key(first)) ? first : [];
}

/** Filters that have used a name so far, as far as another one may meet them: the first of all, the first without a condition, and the first under each condition. */
interface Users { readonly first: Named; unconditional: Named | undefined; readonly byCondition: Map<string, Named> }
interface Named extends FactoryName { readonly view: FilterView }

/** Two factories with one name. */
export const flt16 = defineRule({
  code: 'FLT-16', title: 'Two filter factories with the same name', area: 'filter', defaultSeverity: 'error', evidence: ['D'], sources: [filterPage, factoryPage], since: '0.1.0', scope: 'document',
  condition: 'Two filter factories have the same reference string: the RefString given to KsCreateFilterFactory, or else ReferenceGuid (with KSFILTER_FLAG_PRIORITIZE_REFERENCEGUID both count); two that are null are the same too. It has to be known how both factories are made.',
  effect: 'The reference string tells the factories of a device apart and has to be unique. With two that are equal, a client that opens one interface may get an instance of the other filter, or the second factory cannot be made; which of them is not documented.',
  remedy: 'Give each filter a ReferenceGuid, or each factory a RefString, of its own, the same as in the INF. If the driver never makes both factories, say with If when it makes which.',
  texts: {
    refString: 'RefString is "{name}", which the factory of filter {other} has too: clients cannot tell the two filters apart. Give each factory a reference string of its own, here and in the INF.',
    guid: 'ReferenceGuid is {name}, which names the factory of filter {other} too: clients cannot tell the two filters apart. Give each filter a GUID of its own, here and in the INF, or state If where only one of them exists.',
    null: 'ReferenceGuid is null, as in filter {other}, and neither factory is given a RefString: clients cannot tell the two filters apart. Give each filter a GUID of its own.',
    other: 'The other factory of this name.',
  },
  check(model, report) {
    const views = new Map<number, FilterView[]>();
    for (const view of model.configurations) {
      const known = views.get(view.index);
      if (known) known.push(view);
      else views.set(view.index, [view]);
    }
    const used = new Map<string, Users>();
    for (const configurations of views.values()) {
      const view = configurations[0]!;
      if (isBroken(view.filter, 'If')) continue;
      const condition = textOf(view.filter, 'If');
      for (const name of steadyNames(configurations)) {
        const named: Named = { ...name, view };
        // No text is the name null.
        const key = name.kind === 'null' ? '' : `=${name.name}`;
        const users = used.get(key);
        if (!users) {
          used.set(key, { first: named, unconditional: condition === undefined ? named : undefined, byCondition: new Map(condition === undefined ? [] : [[condition, named]]) });
          continue;
        }
        // Filters under different conditions may never exist together.
        const other = condition === undefined ? users.first : (users.unconditional ?? users.byCondition.get(condition));
        if (other !== undefined && other.view !== view) {
          const variant = name.kind === 'RefString' ? 'refString' : name.kind === 'null' ? 'null' : 'guid';
          report(name.where, variant, { name: name.shown, other: textOf(other.view.filter, 'Label') ?? String(other.view.index) }, { related: [{ where: other.where, text: 'other' }] });
        }
        if (condition === undefined) users.unconditional ??= named;
        else if (!users.byCondition.has(condition)) users.byCondition.set(condition, named);
      }
    }
  },
});

/** An interface that leads nowhere. */
export const flt17 = defineRule({
  code: 'FLT-17', title: 'Reference string differs from the INF', area: 'filter', defaultSeverity: 'warning', evidence: ['D'], sources: [filterPage, factoryPage, streamTopic('initializing-an-avstream-minidriver')], since: '0.1.0', scope: 'filter',
  condition: 'Factory.InfReferenceString is not the RefString of the factory, or, where none is given, not ReferenceGuid. Case does not count.',
  effect: 'The INF registers interfaces under its reference string, and the device has no create item of that name: clients find the interface and cannot open it.',
  remedy: 'Write the same string in the INF (AddInterface) and in the driver; a GUID in the form {xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx}.',
  texts: {
    refString: 'The INF names the interface "{inf}", but the factory has the reference string "{name}": clients find the interface and cannot open it. Write the same string in both.',
    guid: 'The INF names the interface "{inf}", but the factory goes by ReferenceGuid, {name}: clients find the interface and cannot open it. Write the GUID into the INF, or give the factory a RefString.',
    name: 'The name that the factory has.',
  },
  check(view, report) {
    const known = namesOf(view);
    const own = known?.names[0];
    const inf = known && textOf(known.factory, 'InfReferenceString');
    if (own === undefined || inf === undefined || own.kind === 'null' || known?.complete !== true) return;
    if (known.names.some(({ name }) => name.toLowerCase() === inf.toLowerCase())) return;
    report([known.factory, 'InfReferenceString'], own.kind === 'RefString' ? 'refString' : 'guid', { inf, name: own.shown }, { related: [{ where: own.where, text: 'name' }] });
  },
});
