import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLineIndex, pointerOf, positionAt, readModel } from '../../../server/src/document/index';
import { type Severity, severities } from '../../../server/src/findings/index';
import { configureSimulationFindings, reportedBySimulations, validateDocument } from '../../../server/src/rules/index';
import { type SimulationFinding, compileScenario, createSimulation, simulationsOf } from '../../../server/src/simulation/index';

/** A document whose only simulation shows that images are cut (HDR-06) and that clones outlive the stop (STA-04); the pieces stand around the values that cause it. */
const document = ({ top = '', simulation = '', client = '', before = '', behind = '', driver = '' }: Partial<Record<'top' | 'simulation' | 'client' | 'before' | 'behind' | 'driver', string>> = {}): string => `${top}
{ "FormatVersion": 1, "Filters": [ { "Label": "f", "PinDescriptors": [ { "Label": "p", "Dispatch": { "Process": "Process" }, "PinDescriptor": { "DataFlow": 2 } } ] } ],
"Simulations": [ { ${simulation} "Label": "s", "Duration": "200 ms", "Source": { "Period": "40 ms", "FrameSize": 1000 }, "Driver": { ${driver}
"WhenBufferTooSmall": "Truncate", "DeletesClones": "Never" },
"Client": { ${client} "Requests": 2, "Hold": "1 ms",
${before}
"BufferSize": 500 ${behind}
} } ] }
`;

/** What the run of a text finds, before and after severities and suppressions. */
function runOf(text: string, configured: Readonly<Record<string, Severity | 'off'>> = {}): { readonly found: readonly SimulationFinding[]; readonly shown: readonly string[]; readonly suppressed: readonly string[] } {
  const model = readModel(text);
  const compiled = compileScenario(model, simulationsOf(model)[0]!, 0);
  if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
  const simulation = createSimulation(compiled.scenario, compiled.seed);
  while (!simulation.advance(10_000).done);
  const { findings: found } = simulation.result();
  const { findings, suppressed } = configureSimulationFindings(model, found, new Map(Object.entries(configured)));
  const short = (all: readonly SimulationFinding[]): string[] => all.map(({ severity, code, key }) => `${severity} ${code ?? key}`).sort();
  return { found, shown: short(findings), suppressed: short(suppressed) };
}

it('the document that the tests are about has two findings of rules', () => {
  expect(runOf(document())).toMatchObject({ shown: ['error HDR-06', 'warning STA-04'], suppressed: [] });
});

describe('severities', () => {
  it.each<[Severity | 'off', readonly string[]]>([
    ['off', ['warning STA-04']], ['hint', ['info HDR-06', 'warning STA-04']], ['info', ['info HDR-06', 'warning STA-04']],
    ['warning', ['warning HDR-06', 'warning STA-04']], ['error', ['error HDR-06', 'warning STA-04']],
  ])('%s', (severity, shown) => {
    expect(runOf(document(), { 'HDR-06': severity })).toMatchObject({ shown, suppressed: [] });
  });
});

describe('suppression', () => {
  const without = ['warning STA-04'];
  it.each([
    ['a comment on the line above', { before: '// avstream-disable-next-line HDR-06 -- the codec reads what there is' }],
    ['a comment on the line', { behind: '// avstream-disable-line HDR-06' }],
    ['a comment without codes', { before: '// avstream-disable-next-line' }],
    ['a block', { before: '/* avstream-disable HDR-06 */', behind: '/* avstream-enable HDR-06 */' }],
    ['a comment for the file', { top: '// avstream-disable-file HDR-06' }],
    ['Suppress on the object', { client: '"Suppress": [{ "Code": "HDR-06", "Reason": "r" }],' }],
    ['Suppress on the simulation', { simulation: '"Suppress": [{ "Code": "HDR-06" }],' }],
  ])('%s', (_, pieces) => {
    const text = document(pieces);
    expect(runOf(text)).toMatchObject({ shown: without, suppressed: ['error HDR-06'] });
    // Whether it is needed shows only in a run: nobody calls it idle.
    expect(validateDocument(readModel(text)).findings.filter(({ code }) => code.startsWith('DOC-'))).toEqual([]);
  });

  it.each([
    ['another code', { before: '// avstream-disable-next-line FRM-25' }],
    ['another line', { driver: '// avstream-disable-line HDR-06' }],
    ['another object', { driver: '"Suppress": [{ "Code": "HDR-06" }],' }],
    ['a block that ended', { driver: '/* avstream-disable HDR-06 */ /* avstream-enable HDR-06 */' }],
  ])('not %s', (_, pieces) => {
    expect(runOf(document(pieces))).toMatchObject({ shown: ['error HDR-06', 'warning STA-04'], suppressed: [] });
  });

  it('what is off is not counted as suppressed', () => {
    expect(runOf(document({ top: '// avstream-disable-file' }), { 'HDR-06': 'off' })).toMatchObject({ shown: [], suppressed: ['warning STA-04'] });
  });

  it('a comment without codes is idle where nothing is simulated', () => {
    const said = validateDocument(readModel('{ "FormatVersion": 1 } // avstream-disable-line')).findings;
    expect(said.map(({ code }) => code)).toEqual(['DOC-11']);
  });
});

it('a finding without a code passes through, whatever is configured and suppressed', () => {
  const text = document({ top: '// avstream-disable-file' });
  const finding: SimulationFinding = { code: null, key: 'neverProcessed', severity: 'error', pin: 'p', arguments: {}, path: '/Simulations/0', relatedPaths: [], time: 0, count: 1 };
  const { findings, suppressed } = configureSimulationFindings(readModel(text), [finding], new Map([['', 'off'], ['null', 'off']]));
  expect(findings).toEqual([finding]);
  expect(findings[0]).toBe(finding);
  expect(suppressed).toEqual([]);
});

it('keeps the order, and of each finding everything but its severity', () => {
  const { found } = runOf(document());
  const { findings } = configureSimulationFindings(readModel(document()), found, new Map(reportedBySimulations.map((code) => [code, 'hint'] as const)));
  expect(findings).toEqual(found.map((finding) => (finding.code === null ? finding : { ...finding, severity: 'info' })));
});

it('a rule and a run that say the same of one value are suppressed alike', () => {
  // A finding of a rule at each value of the document, and one of a run at the same: both disappear, or neither.
  const item = '{ "MemoryType": "KSMEMORY_TYPE_KERNEL_NONPAGED", "Flags": 2, "Frames": 3, "FileAlignment": 16 }';
  const comments = ['// avstream-disable-next-line FRM-25 HDR-06', '/* avstream-disable FRM-25 HDR-06 */', '/* avstream-enable FRM-25 */ /* avstream-enable HDR-06 */', '// avstream-disable-line', '// nothing'];
  fc.assert(fc.property(fc.array(fc.constantFrom(...comments), { maxLength: 4 }), fc.array(fc.constantFrom(...comments), { maxLength: 4 }), fc.boolean(), (above, between, listed) => {
    const list = listed ? '"Suppress": [{ "Code": "FRM-25" }, { "Code": "HDR-06" }],' : '';
    const text = `{ "FormatVersion": 1, "Framings": { "F": { "FramingItem": [\n${above.join('\n')}\n${item} ] },\n${between.join('\n')}\n"G": { ${list} "FramingItem": [ ${item} ] } } }`;
    const model = readModel(text);
    const lines = createLineIndex(text);
    const { findings, suppressed } = validateDocument(model);
    for (const [list, which] of [[findings, 'findings'], [suppressed, 'suppressed']] as const) {
      for (const { code, place } of list) {
        if (code !== 'FRM-25') continue;
        const finding: SimulationFinding = { code: 'HDR-06', key: 'truncated', severity: 'error', pin: 'p', arguments: {}, path: pointerOf(model.tree, place.node), relatedPaths: [], time: 0, count: 1 };
        expect(configureSimulationFindings(model, [finding], new Map())[which], `${positionAt(lines, place.start).line} of ${text}`).toEqual([finding]);
      }
    }
  }), { numRuns: 200 });
});

it('every severity of a configuration has one here', () => {
  for (const severity of severities) expect(['error', 'warning', 'info']).toContain(runOf(document(), { 'HDR-06': severity }).shown.map((each) => each.split(' ')).find(([, code]) => code === 'HDR-06')?.[0]);
});
