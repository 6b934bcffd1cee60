import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readModel } from '../../../../server/src/document/index';
import { formatText } from '../../../../server/src/findings/index';
import { compileScenario, simulationsOf } from '../../../../server/src/simulation/index';
import { type ProofResult, type WantedBounds, proofReport, proofSubjects, verdictText } from '../../../../server/src/simulation/prover/index';
import { proof } from './programs';

const dispatch = { Process: 'PinProcess', SetDeviceState: 'PinSetDeviceState' };
const routines = '/Simulations/0/Driver/Routines';

/** Steps that take a spin lock and give it back. */
const acquire = { Call: 'KeAcquireSpinLock', Lock: 'list' };
const release = { Call: 'KeReleaseSpinLock', Lock: 'list' };

interface Changes { readonly full?: readonly object[]; readonly dpc?: readonly object[]; readonly others?: object }

/** A driver that clones and advances. `full`: what it does first when the list is full; `dpc`: what its DPC does last. */
function proved({ full = [], dpc = [], others = {} }: Changes, bounds: WantedBounds = {}): ProofResult {
  const sweep = [{ Call: 'KsPinGetFirstCloneStreamPointer', As: 'clone' }, { While: 'clone', Do: [{ Call: 'KsStreamPointerDelete', Pointer: 'clone' }, { Call: 'KsPinGetFirstCloneStreamPointer', As: 'clone' }] }];
  return provedRoutines({
    Process: {
      Name: 'Process', Steps: [
        { Call: 'KsPinGetLeadingEdgeStreamPointer', As: 'leading' }, { If: '!leading', Then: [{ Return: 'STATUS_PENDING' }] },
        {
          While: 'TRUE', Do: [
            acquire, { If: '!DeviceHasRoom', Then: [...full, release, { Call: 'KsStreamPointerUnlock', Pointer: 'leading' }, { Return: 'STATUS_PENDING' }] },
            { Call: 'KsStreamPointerClone', Pointer: 'leading', As: 'clone' }, { Device: 'Program', Pointer: 'clone' }, release,
            { Call: 'KsStreamPointerAdvance', Pointer: 'leading' }, { If: '!NT_SUCCESS', Then: [{ Return: 'STATUS_SUCCESS' }] },
          ],
        },
      ],
    },
    Dpc: {
      Name: 'Dpc', Steps: [
        { While: 'DeviceHasFilled', Do: [{ Device: 'TakeFilled', As: 'filled' }, { Header: 'filled', DataUsed: 'FrameSize' }, { Call: 'KsStreamPointerDelete', Pointer: 'filled' }] },
        { Call: 'KsPinAttemptProcessing', Asynchronous: true }, ...dpc,
      ],
    },
    PauseToAcquire: { Name: 'SetState', Steps: [{ Device: 'Stop' }, ...sweep, { Return: 'STATUS_SUCCESS' }] },
    ...others,
  }, bounds);
}

const provedRoutines = (described: object, bounds: WantedBounds): ProofResult => provedDriver({ Routines: described }, bounds);

function provedDriver(driver: object, bounds: WantedBounds, others: object = {}): ProofResult {
  const model = readModel(JSON.stringify({
    FormatVersion: 1,
    DataRanges: { Frames: { Type: 'KSDATARANGE', SampleSize: 1000, MajorFormat: 'KSDATAFORMAT_TYPE_STREAM' } },
    Filters: [{ Label: 'capture', PinDescriptors: [{ Label: 'video', Flags: '0', InstancesPossible: 1, Dispatch: dispatch, PinDescriptor: { DataFlow: 'KSPIN_DATAFLOW_OUT', Communication: 'KSPIN_COMMUNICATION_BOTH', DataRanges: ['Frames'] } }] }],
    Simulations: [{
      Label: 'hollow', Duration: '100 ms', Source: { Period: '10 ms' }, Client: { Requests: 2, Hold: '1 ms' },
      Driver: driver, ...others,
    }],
  }));
  const compiled = compileScenario(model, simulationsOf(model)[0]!, 0);
  if (compiled.kind === 'impossible') throw new Error(compiled.problem.key);
  const [subject] = proofSubjects(compiled.scenario, bounds);
  if (subject?.kind !== 'model') throw new Error('nothing to prove');
  return proof(subject.model).result;
}

const unlock = { Call: 'KsStreamPointerUnlock', Pointer: 'leading' };

describe('a proof', () => {
  it('names the steps that no way within its bounds comes to, of each list the first', () => {
    const result = proved({ full: [unlock, unlock] });
    expect([result.verdict, result.unreached]).toEqual(['proved', [{ routine: 'Process', path: `${routines}/Process/Steps/2/Do/1/Then/0` }]]);
    expect(proofReport(result, formatText)).toContain(`  Process: ${routines}/Process/Steps/2/Do/1/Then/0\n`);
  });

  it('finds what is wrong in them once the bounds let it come there', () => {
    expect(proved({ full: [unlock, unlock] }, { deviceEntries: 1 }).fault).toMatchObject({ code: 'SPT-02' });
  });

  it('has no such steps where all of them are reached', () => {
    const result = proved({}, { deviceEntries: 1 });
    expect([result.verdict, result.unreached]).toEqual(['proved', []]);
  });

  it('holds for the driver of the guide, to its last step', () => {
    const [, block = ''] = /```jsonc\n([\s\S]*?)```/.exec(readFileSync('docs/simulation/behaviour.md', 'utf8')) ?? [];
    const { Driver } = JSON.parse(`{${block}}`) as { readonly Driver: { readonly Routines: object } };
    const result = provedRoutines(Driver.Routines, { deviceEntries: 1 });
    expect([result.verdict, result.unreached]).toEqual(['proved', []]);
  });

  it('names the routine that nobody calls by its first step alone', () => {
    const others = { SurpriseRemoval: { Name: 'Removed', Steps: [{ Device: 'Stop' }, { Device: 'Forget' }] } };
    expect(proved({ others }, { deviceEntries: 1, removal: false }).unreached).toEqual([{ routine: 'Removed', path: `${routines}/SurpriseRemoval/Steps/0` }]);
    // Whoever describes it has the device removed.
    const { unreached, bounds, leftOut } = proved({ others }, { deviceEntries: 1 });
    expect([unreached, bounds.removal, leftOut]).toEqual([[], true, []]);
  });

  it.each(['StopToAcquire', 'AcquireToPause', 'PauseToRun'])('is not decided where the pin never comes to KSSTATE_RUN because %s fails', (transition) => {
    const result = proved({ others: { [transition]: { Name: 'SetState', Steps: [{ Return: 'STATUS_UNSUCCESSFUL' }] } } });
    expect([result.verdict, result.limit]).toEqual(['undecided', 'neverRuns']);
  });
});

describe('the verdict', () => {
  const events = [{ Kind: 'Sleep', Time: '10 ms', Duration: '5 ms' }, { Kind: 'Reset', Time: '20 ms', Duration: '1 ms' }, { Kind: 'Cancel', Time: '30 ms' }];

  it('says what the simulation has and the proof has not', () => {
    const result = provedDriver({}, {}, { Events: events });
    expect([result.verdict, result.leftOut]).toEqual(['proved', ['sleep']]);
    const said = verdictText(result, formatText);
    expect(said).toContain('Not proved, although the simulation has it: sleep and wake-up.');
    expect(said).toContain('races between them were not looked for');
    // A request that is cancelled is left out where none is.
    expect(provedDriver({}, { cancels: false, resets: false }, { Events: events }).leftOut).toEqual(['cancel', 'reset', 'sleep']);
  });

  it('says that interrupts which need not come were taken for granted', () => {
    expect(provedDriver({}, {}, { Hardware: { InterruptEvery: 4 } }).leftOut).toEqual(['interrupts']);
    // After a time they come all the same.
    expect(provedDriver({}, {}, { Hardware: { InterruptEvery: 4, CoalescingTime: '1 ms' } }).leftOut).toEqual([]);
  });

  it('is about a device that is removed where an event or a fault has it removed', () => {
    const result = provedDriver({}, {}, { Events: [{ Kind: 'SurpriseRemoval', Time: '30 ms' }] });
    expect([result.verdict, result.bounds.removal, result.leftOut, result.assumptions.includes('removal')]).toEqual(['proved', true, [], true]);
    expect(verdictText(result, formatText)).toContain('with the device removed without notice at any time');
  });

  it('is about as many headers as the client sends', () => {
    const result = provedDriver({}, {}, { Client: { Requests: 2, HeadersPerRequest: 3, Hold: '1 ms' } });
    expect([result.verdict, result.bounds.headers, result.leftOut]).toEqual(['proved', 2, ['headers']]);
  });

  it('says which call it is', () => {
    expect(verdictText(proved({ dpc: [release] }), formatText)).toContain('a spin lock or mutex that it does not hold: Dpc: KeReleaseSpinLock(list).');
  });
});

describe('a lock', () => {
  it('is not released by who does not hold it', () => {
    expect(proved({ dpc: [release] }).fault).toMatchObject({ kind: 'lockNotHeld' });
    expect(proved({ dpc: [{ Call: 'KsPinReleaseProcessingMutex' }] }).fault).toMatchObject({ kind: 'lockNotHeld' });
  });

  it('is not kept by a routine that has returned', () => {
    expect(proved({ dpc: [{ Call: 'KeAcquireSpinLock', Lock: 'other' }] }).fault).toMatchObject({ kind: 'lockKept' });
  });
});

describe('Reset', () => {
  it('leaves clones where the driver is said to delete none there', () => {
    expect(provedDriver({ ResetDeletesClones: false }, {}).fault).toMatchObject({ code: 'STA-04', facts: { when: 'reset' } });
    const { verdict, assumptions } = provedDriver({ ResetDeletesClones: true }, {});
    expect([verdict, assumptions.includes('noReset')]).toEqual(['proved', false]);
  });
});
