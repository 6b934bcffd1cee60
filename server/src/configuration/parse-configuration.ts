import { type NodeId, type Tree, NodeKind, nearestName, parseTree, propertyName, propertyNameNode, propertyValue, stringValue } from '../document/index';
import { type ConfiguredSeverity, configuredSeverities, isConfiguredSeverity } from '../findings/index';
import { isRuleCode, knownCodes } from '../rules/index';
import type { CompileGlob, Configuration, ConfigurationProblem, Override, PathMatcher, RuleSeverities } from './configuration';

/** Properties of a configuration and of an override. */
const rootProperties = ['$schema', 'rules', 'overrides', 'root'];
const overrideProperties = ['files', 'rules'];

/** State of one reading. */
interface Reading {
  readonly tree: Tree;
  readonly compileGlob: CompileGlob;
  readonly problems: ConfigurationProblem[];
}

/** Longest piece of the text that a message repeats. */
const quoteLimit = 60;

function complain({ tree, problems }: Reading, kind: ConfigurationProblem['kind'], node: NodeId, values: ConfigurationProblem['arguments'] = {}, severity: ConfigurationProblem['severity'] = 'error'): void {
  const start = tree.start[node]!;
  const isContainer = tree.kind[node] === NodeKind.Object || tree.kind[node] === NodeKind.Array;
  problems.push({ kind, severity, arguments: values, start, end: isContainer ? start + 1 : tree.end[node]! });
}

/** Calls back with every property of an object that has a name and a value; complains of another type. */
function eachProperty(reading: Reading, object: NodeId, name: string, visit: (key: string, keyNode: NodeId, value: NodeId) => void): void {
  const { tree } = reading;
  if (tree.kind[object] !== NodeKind.Object) {
    complainOfType(reading, object, name, 'an object');
    return;
  }
  for (let property = tree.firstChild[object]!; property !== -1; property = tree.next[property]!) {
    const value = propertyValue(tree, property);
    // A name that is no string has been reported by the parser.
    if (value !== -1 && tree.kind[propertyNameNode(tree, property)] === NodeKind.String) visit(propertyName(tree, property), propertyNameNode(tree, property), value);
  }
}

function eachElement(reading: Reading, array: NodeId, name: string, visit: (element: NodeId) => void): void {
  const { tree } = reading;
  if (tree.kind[array] !== NodeKind.Array) {
    complainOfType(reading, array, name, 'an array');
    return;
  }
  for (let element = tree.firstChild[array]!; element !== -1; element = tree.next[element]!) visit(element);
}

function complainOfType(reading: Reading, node: NodeId, name: string, expected: string): void {
  // What cannot be read at all has been reported by the parser.
  if (reading.tree.kind[node] !== NodeKind.Invalid) complain(reading, 'type', node, { name, expected });
}

function complainOfProperty(reading: Reading, key: NodeId, name: string, known: readonly string[]): void {
  const nearest = nearestName(name, known);
  const short = name.slice(0, quoteLimit);
  if (nearest === undefined) complain(reading, 'property', key, { name: short, known: known.join(', ') }, 'warning');
  else complain(reading, 'propertyNearest', key, { name: short, nearest }, 'warning');
}

function readRules(reading: Reading, object: NodeId): RuleSeverities {
  const rules = new Map<string, ConfiguredSeverity>();
  eachProperty(reading, object, 'rules', (code, key, value) => {
    if (!isRuleCode(code)) {
      const nearest = nearestName(code, knownCodes);
      const short = code.slice(0, quoteLimit);
      if (nearest === undefined) complain(reading, 'code', key, { code: short }, 'warning');
      else complain(reading, 'codeNearest', key, { code: short, nearest }, 'warning');
    }
    const { tree } = reading;
    if (tree.kind[value] !== NodeKind.String) {
      complainOfType(reading, value, code.slice(0, quoteLimit), `one of ${configuredSeverities.map((word) => `"${word}"`).join(', ')}`);
      return;
    }
    const word = stringValue(tree, value);
    if (isConfiguredSeverity(word)) {
      rules.set(code, word);
      return;
    }
    const nearest = nearestName(word, configuredSeverities);
    const values = { word: word.slice(0, quoteLimit), known: configuredSeverities.join(', ') };
    if (nearest === undefined) complain(reading, 'severity', value, values);
    else complain(reading, 'severityNearest', value, { ...values, nearest });
  });
  return rules;
}

/** The patterns of an override as one: those with `!` take out what earlier ones took in. */
function readFiles(reading: Reading, array: NodeId): PathMatcher {
  const patterns: { readonly matches: PathMatcher; readonly takesOut: boolean }[] = [];
  eachElement(reading, array, 'files', (element) => {
    const { tree } = reading;
    if (tree.kind[element] !== NodeKind.String) {
      complainOfType(reading, element, 'files', 'patterns such as "capture/**"');
      return;
    }
    const written = stringValue(tree, element);
    const takesOut = written.startsWith('!');
    const compiled = reading.compileGlob(takesOut ? written.slice(1) : written);
    if ('problem' in compiled) complain(reading, compiled.problem, element, { glob: written.slice(0, quoteLimit) });
    else patterns.push({ matches: compiled.matches, takesOut });
  });
  return (path) => patterns.reduce((taken, { matches, takesOut }) => (takesOut === taken && matches(path) ? !takesOut : taken), false);
}

function readOverride(reading: Reading, object: NodeId): Override {
  let matches: PathMatcher | undefined;
  let rules: RuleSeverities = new Map();
  eachProperty(reading, object, 'overrides', (name, key, value) => {
    if (name === 'files') matches = readFiles(reading, value);
    else if (name === 'rules') rules = readRules(reading, value);
    else complainOfProperty(reading, key, name, overrideProperties);
  });
  if (matches === undefined && reading.tree.kind[object] === NodeKind.Object) complain(reading, 'filesMissing', object);
  return { matches: matches ?? (() => false), rules };
}

/** Reads a configuration. Never throws on any text; what cannot be read becomes a problem and says nothing. */
export function parseConfiguration(text: string, compileGlob: CompileGlob): Configuration {
  const tree = parseTree(text);
  const reading: Reading = { tree, compileGlob, problems: [] };
  let root = false;
  let rules: RuleSeverities = new Map();
  const overrides: Override[] = [];
  // The first one is enough: what follows may be its echo.
  const [mistake] = tree.problems;
  if (mistake !== undefined) reading.problems.push({ kind: 'syntax', severity: 'error', arguments: {}, start: mistake.start, end: Math.max(mistake.end, mistake.start) });
  if (tree.root !== -1 && tree.kind[tree.root] !== NodeKind.Object) {
    if (mistake === undefined) complain(reading, 'root', tree.root);
  } else if (tree.root !== -1) {
    eachProperty(reading, tree.root, configurationText, (name, key, value) => {
      if (name === 'rules') rules = readRules(reading, value);
      else if (name === 'overrides') eachElement(reading, value, 'overrides', (element) => overrides.push(readOverride(reading, element)));
      else if (name === 'root') {
        if (tree.kind[value] === NodeKind.True || tree.kind[value] === NodeKind.False) root = tree.kind[value] === NodeKind.True;
        else complainOfType(reading, value, 'root', 'true or false');
      } else if (name !== '$schema') complainOfProperty(reading, key, name, rootProperties);
    });
  }
  return { root, rules, overrides, problems: reading.problems.sort((a, b) => a.start - b.start || a.end - b.end) };
}

const configurationText = 'A configuration';
