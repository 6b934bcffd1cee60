import { type Model, type PinView, pinReference, pinsNamed } from '../model/index';
import { type FieldSite, sitesTo } from '../site/index';
import { type NodeId, NodeKind, isPropertyName, stringValue } from '../tree/index';
import { labelled } from './labelled';
import type { NameKind, NamePart, NamedThing } from './name-part';
import { routineNames } from './routine-names';
import { type Scope, enter, hasProperty, outermost } from './scope';

/** Between the ends of a circuit, where a section of the graph is called by them. */
export const sectionSeparator = ' → ';

/** What a string stands for, as far as it is a name, and the objects around it. */
interface Text {
  readonly model: Model;
  readonly site: FieldSite;
  readonly scope: Scope;
  readonly text: string;
}

/** The thing of that kind that a whole text names; it is known by its name, inside of its scope. */
function thing(kind: NameKind, scope: NodeId, name: string): NamedThing {
  return { kind, key: `${kind}:${scope}:${name}`, name, scope };
}

function part(things: readonly NamedThing[], kind: NameKind, name: string, isDeclaration: boolean, from = 0): NamePart {
  return { kind, name, from, to: from + name.length, things, isDeclaration };
}

const whole = (kind: NameKind, scope: NodeId, name: string, isDeclaration: boolean): readonly NamePart[] => (name === '' ? [] : [part([thing(kind, scope, name)], kind, name, isDeclaration)]);

/** An entry of a top-level table. */
export const entryThing = (model: Model, table: string, name: string): NamedThing => ({ kind: 'entry', key: `entry:${table}:${name}`, name, scope: model.tree.root });

/** A filter or pin, which is known by the object that describes it. */
export const objectThing = (model: Model, kind: 'filter' | 'pin', object: NodeId, name: string): NamedThing => ({ kind, key: `${kind}:${object}`, name, scope: model.tree.root });

const filterOf = (model: Model, { filter }: PinView): NamedThing => objectThing(model, 'filter', filter.filter.node, filter.label);
const pinOf = (model: Model, { pin, label }: PinView): NamedThing => objectThing(model, 'pin', pin.node, label);

/** Different ones of several things. */
const distinct = (things: readonly NamedThing[]): readonly NamedThing[] => (things.length < 2 ? things : [...new Map(things.map((each) => [each.key, each])).values()]);

/** A reference to a pin: `filter/pin`, or its label alone. */
function pinParts(model: Model, text: string, offset: number): readonly NamePart[] {
  const pins = pinsNamed(model, text);
  const first = pins[0];
  if (first === undefined) return [];
  const things = distinct(pins.map((pin) => pinOf(model, pin)));
  // A whole reference holds before a label that looks like one.
  if (pinReference(first) !== text) return [part(things, 'pin', text, false, offset)];
  const filters = distinct(pins.map((pin) => filterOf(model, pin)));
  const { label } = first.filter;
  return [part(filters, 'filter', label, false, offset), part(things, 'pin', first.label, false, offset + label.length + 1)];
}

/** An allocator that is named by its pin or by the label of its peer. */
function allocatorParts({ model, scope }: Text, text: string, offset: number): readonly NamePart[] {
  if (text === 'Default' || text === '') return [];
  const pins = pinParts(model, text, offset);
  return pins.length > 0 ? pins : [part([thing('peer', scope.simulation, text)], 'peer', text, false, offset)];
}

/** A section of the graph: the label of a pin in the run or of a connection, or else its ends. */
function sectionParts(about: Text): readonly NamePart[] {
  const { model, scope, text } = about;
  const names = sectionNames(model, scope.simulation);
  if (names.runPins.has(text)) return whole('runPin', scope.simulation, text, false);
  if (names.connections.has(text)) return whole('connection', scope.simulation, text, false);
  let from = 0;
  return text.split(sectionSeparator).flatMap((end) => {
    const at = from;
    from += end.length + sectionSeparator.length;
    return names.runPins.has(end) ? [part([thing('runPin', scope.simulation, end)], 'runPin', end, false, at)] : allocatorParts(about, end, at);
  });
}

interface SectionNames { readonly runPins: ReadonlySet<string>; readonly connections: ReadonlySet<string> }
const sections = new WeakMap<Model, Map<NodeId, SectionNames>>();

/** Labels of the pins and connections of a simulation. */
function sectionNames(model: Model, simulation: NodeId): SectionNames {
  let ofModel = sections.get(model);
  if (ofModel === undefined) sections.set(model, (ofModel = new Map<NodeId, SectionNames>()));
  let names = ofModel.get(simulation);
  if (names === undefined) ofModel.set(simulation, (names = { runPins: labelsIn(model, simulation, 'Pins'), connections: labelsIn(model, simulation, 'Connections') }));
  return names;
}

function labelsIn({ tree }: Model, simulation: NodeId, list: string): ReadonlySet<string> {
  const found = new Set<string>();
  if (simulation === -1) return found;
  for (const property of propertiesNamed(tree, simulation, list)) {
    for (let element = property === -1 ? -1 : tree.firstChild[property]!; element !== -1; element = tree.next[element]!) {
      if (tree.kind[element] === NodeKind.Object) for (const label of propertiesNamed(tree, element, 'Label')) found.add(stringValue(tree, label));
    }
  }
  return found;
}

/** Values of the properties of an object with that name. */
function propertiesNamed(tree: Model['tree'], object: NodeId, name: string): readonly NodeId[] {
  const found: NodeId[] = [];
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) {
    const key = tree.firstChild[property]!;
    if (tree.kind[property] === NodeKind.Property && tree.next[key] !== -1 && stringValue(tree, key) === name) found.push(tree.next[key]!);
  }
  return found;
}

/** A stream pointer: of the pin where Routines keeps it, else of the routine. */
function pointerThing(model: Model, { routines, routine }: Scope, name: string): NamedThing {
  return thing('pointer', routineNames(model, routines).kept.has(name) ? routines : routine, name);
}

function pointerParts({ model, scope, text }: Text, isDeclaration: boolean, from = 0, name = text): readonly NamePart[] {
  return name === '' || name === 'NULL' ? [] : [part([pointerThing(model, scope, name)], 'pointer', name, isDeclaration, from)];
}

/** The condition of a step: a flag or a pointer, maybe behind `!`; a word of the format is no name. */
function conditionParts(about: Text): readonly NamePart[] {
  const { model, scope, text } = about;
  const match = /^(\s*(?:!\s*)?)(.*?)\s*$/s.exec(text)!;
  const from = match[1]!.length;
  const name = match[2]!;
  const names = routineNames(model, scope.routines);
  if (!hasProperty(model, scope.object, 'Is') && names.flags.has(name)) return [part([thing('flag', scope.routines, name)], 'flag', name, false, from)];
  return names.kept.has(name) || names.pointers.has(name) ? pointerParts(about, false, from, name) : [];
}

type ReadParts = (about: Text) => readonly NamePart[];
const label = (kind: NameKind): ReadParts => ({ scope, text }) => whole(kind, scope.simulation, text, true);
const labelOfObject = (kind: 'filter' | 'pin'): ReadParts => ({ model, scope, text }) => (text === '' ? [] : [part([objectThing(model, kind, scope.base, text)], kind, text, true)]);

/** What texts without a reference of their own name, by structure and field. */
const texts: Readonly<Record<string, ReadParts>> = {
  'KSFILTER_DESCRIPTOR.Label': labelOfObject('filter'),
  'KSPIN_DESCRIPTOR_EX.Label': labelOfObject('pin'),
  'Simulation.Label': ({ model, text }) => whole('simulation', model.tree.root, text, true),
  'SimulationPin.Label': label('runPin'),
  'SimulationConnection.Label': label('connection'),
  'SimulationPeer.Label': label('peer'),
  'SimulationBus.Label': label('bus'),
  'SimulationFault.Label': label('fault'),
  'SimulationConnection.Allocator': ({ scope, text }) => whole('sharedAllocator', scope.simulation, text, false),
  'SimulationAllocatorExpectation.Section': sectionParts,
  'DriverRoutine.Name': ({ model, scope, text }) => {
    if (scope.routineField === 'Callbacks') return whole('callback', scope.routines, text, true);
    return scope.routineField === 'WorkItems' ? whole('workItem', scope.routines, text, true) : whole('function', model.tree.root, text, true);
  },
  'DriverRoutines.Kept': (about) => (about.site.isElement ? pointerParts(about, true) : []),
  'DriverStep.If': conditionParts,
  'DriverStep.While': conditionParts,
  'DriverStep.Is': (about) => pointerParts(about, false),
  'DriverStep.Pointer': (about) => pointerParts(about, false),
  'DriverStep.Header': (about) => pointerParts(about, false),
  'DriverStep.As': (about) => pointerParts(about, !routineNames(about.model, about.scope.routines).kept.has(about.text)),
  'DriverStep.Set': (about) => {
    const { model, scope, text } = about;
    if (hasProperty(model, scope.object, 'To')) return whole('flag', scope.routines, text, true);
    return hasProperty(model, scope.object, 'Pointer') ? pointerParts(about, !routineNames(model, scope.routines).kept.has(text)) : [];
  },
  'DriverStep.Lock': ({ scope, text }) => whole('lock', scope.routines, text, false),
  'DriverStep.CancelCallback': ({ scope, text }) => whole('callback', scope.routines, text, false),
  'DriverStep.Routine': ({ scope, text }) => whole('workItem', scope.routines, text, false),
};

/** The names in a string that is a value, seen from its site and the objects around it. */
export function partsOfValue(model: Model, site: FieldSite, scope: Scope, text: string): readonly NamePart[] {
  const { type } = site;
  switch (type?.kind) {
    case 'pointer':
    case 'array':
      return type.table === undefined || text === '' ? [] : [part([entryThing(model, type.table, text)], 'entry', text, false)];
    case 'callback':
      return whole('function', model.tree.root, text, false);
    case 'text':
      break;
    default:
      return [];
  }
  const about: Text = { model, site, scope, text };
  switch (type.reference) {
    case undefined: {
      const read = texts[`${site.structure?.name ?? ''}.${site.name}`];
      if (read !== undefined) return read(about);
      return site.name === 'Label' && site.structure !== undefined ? whole('label', scope.object, text, true) : [];
    }
    case 'pin': return pinParts(model, text, 0);
    case 'allocator': return allocatorParts(about, text, 0);
    case 'filter': {
      const filters = (labelled(model).filters.get(text) ?? []).map(({ filter }) => objectThing(model, 'filter', filter.node, text));
      return filters.length === 0 ? [] : [part(distinct(filters), 'filter', text, false)];
    }
    case 'bus': return whole('bus', scope.simulation, text, false);
    case 'rule':
    case 'simulatedRule': return [];
    default: return text === '' ? [] : [part([entryThing(model, type.reference, text)], 'entry', text, false)];
  }
}

/** The name of an entry, seen from the site of its table; nothing for the name of a field. */
export function partsOfName(model: Model, object: FieldSite, text: string): readonly NamePart[] {
  if ((object.type?.kind !== 'table' && object.type?.kind !== 'arrayTable') || text === '') return [];
  return [part([entryThing(model, object.name, text)], 'entry', text, true)];
}

/** The names in a string of the document; none in any other node. */
export function partsAt(model: Model, node: NodeId): readonly NamePart[] {
  const { tree } = model;
  if (node < 0 || tree.kind[node] !== NodeKind.String) return [];
  if (isPropertyName(tree, node)) {
    // Tables stand in the outermost object and nowhere else.
    const object = tree.parent[tree.parent[node]!]!;
    const above = tree.parent[object]!;
    return above === -1 || tree.parent[above] !== tree.root ? [] : partsOfName(model, sitesTo(model, object).at(-1)!, stringValue(tree, node));
  }
  const sites = sitesTo(model, node);
  const site = sites.at(-1)!;
  if (site.type === undefined) return [];
  return partsOfValue(model, site, scopeOf(model, sites), stringValue(tree, node));
}

/** The scope of the last of sites. */
export function scopeOf(model: Model, sites: readonly FieldSite[]): Scope {
  let scope = outermost;
  for (let index = 0; index < sites.length - 1; index++) scope = enter(model, scope, sites[index]!);
  return scope;
}
