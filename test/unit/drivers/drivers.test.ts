import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { parse } from 'jsonc-parser';
import { describe, expect, it } from 'vitest';
import { pointerOf, readModel } from '../../../server/src/document/index';
import { messageOf, validateDocument } from '../../../server/src/rules/index';

const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'test/fixtures/drivers');
const suffix = '.avstream.json';
const drivers = readdirSync(folder).filter((name) => name.endsWith(suffix)).map((name) => name.slice(0, -suffix.length));
const source = (driver: string): string => readFileSync(path.join(folder, driver + suffix), 'utf8');
const readme = readFileSync(path.join(folder, 'README.md'), 'utf8');

interface Told { readonly severity: string; readonly code: string; readonly pointer: string; readonly message: string }
const unexpected = ({ code, error }: { code: string; error: unknown }): never => { throw new Error(`${code} failed`, { cause: error }); };
/** Everything that is said of a driver, hints that are quiet in an editor included. */
function findingsOf(driver: string): readonly Told[] {
  const model = readModel(source(driver));
  return validateDocument(model, { onInternalProblem: unexpected }).findings.map((finding) => ({
    severity: finding.severity, code: finding.code, message: messageOf(finding),
    pointer: finding.place.node === -1 ? '' : pointerOf(model.tree, finding.place.node),
  }));
}
const found = new Map(drivers.map((driver) => [driver, findingsOf(driver)]));

/** A row `| driver | CODE | pointer | why |` of the README; driver and pointer may hold `*`. */
interface Judgement { readonly driver: string; readonly code: string; readonly pointer: string; readonly why: string }
const judgements: readonly Judgement[] = readme.split('\n').flatMap((line) => {
  const match = /^\| `([^`]+)` \| ([A-Z]{3}-\d\d) \| `([^`]+)` \| (.+) \|$/.exec(line);
  return match ? [{ driver: match[1]!, code: match[2]!, pointer: match[3]!, why: match[4]! }] : [];
});
const matches = (pattern: string, text: string): boolean => new RegExp(`^${pattern.split('*').map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&')).join('.*')}$`).test(text);
const judges = (judgement: Judgement, driver: string, { code, pointer }: Told): boolean => judgement.code === code && matches(judgement.driver, driver) && matches(judgement.pointer, pointer);

describe('descriptors of public drivers', () => {
  it('are of at least seven drivers', () => expect(drivers.length).toBeGreaterThanOrEqual(7));

  it.each(drivers)('%s says where its facts are from', (driver) => {
    const header = source(driver).split('"$schema"')[0]!;
    const repository = /\/\/ Repository: (https:\/\/github\.com\/[\w-]+\/[\w.-]+)\n/.exec(header)?.[1];
    const commit = /\/\/ Commit: ([0-9a-f]{40})\n/.exec(header)?.[1];
    expect({ repository, commit }).toEqual({ repository: expect.any(String) as string, commit: expect.any(String) as string });
    const files = [...header.matchAll(/\/\/ File: (\S+)/g)].map((match) => match[1]!);
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) expect(file.startsWith(`${repository}/blob/${commit}/`), file).toBe(true);
    expect(header).toMatch(/\/\/ Licence: \S/);
    expect(readme).toContain(`| \`${driver}\` | ${repository} | \`${commit!.slice(0, 8)}\` |`);
  });

  it('have the form of the schema', () => {
    const schema = JSON.parse(readFileSync(path.join(root, 'schemas/avstream.schema.json'), 'utf8')) as object;
    const validate = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false, allowUnionTypes: true, keywords: ['enumDescriptions'] }).compile(schema);
    for (const driver of drivers) {
      validate(parse(source(driver), [], { allowTrailingComma: true }));
      expect(validate.errors ?? [], driver).toEqual([]);
    }
  });

  it.each(drivers)('%s gives its recorded findings and no other', (driver) => {
    const golden = JSON.parse(readFileSync(path.join(folder, `${driver}.findings.json`), 'utf8')) as unknown;
    expect(found.get(driver)!.map(({ severity, code, pointer }) => `${severity} ${code} ${pointer}`)).toEqual(golden);
  });

  it.each(drivers)('%s works, so that nothing in it is called invalid, and all of it is understood', (driver) => {
    expect(found.get(driver)!.filter(({ severity, code }) => severity === 'error' || code.startsWith('DOC-')).map(({ message }) => message)).toEqual([]);
  });

  it.each(drivers)('every finding on %s is judged', (driver) => {
    const unjudged = found.get(driver)!.filter((finding) => !judgements.some((judgement) => judges(judgement, driver, finding)));
    expect(unjudged.map(({ code, pointer, message }) => `${code} ${pointer}: ${message}`)).toEqual([]);
  });

  it('advice for one format suits the others of the pin', () => {
    expect(found.get('gfxswap')!.find(({ code }) => code === 'RNG-13')!.message).toContain('such as 3,312');
  });

  it('no judgement is without its finding', () => {
    const stale = judgements.filter((judgement) => !drivers.some((driver) => found.get(driver)!.some((finding) => judges(judgement, driver, finding))));
    expect(stale).toEqual([]);
  });
});
