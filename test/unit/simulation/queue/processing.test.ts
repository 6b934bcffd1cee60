import { describe, expect, it } from 'vitest';
import type { Dispatch, PinFactory, PinQueue, ProcessingObject, QueueOptions } from '../../../../server/src/simulation/queue/index';
import {
  addInput, advancePointer, answerProcessPins, attachGate, attemptProcessing, beginProcess, beginStateChange, changeState, checkStall, createAndGate, createFilterProcessing, createOrGate,
  createQueueEnvironment, endStateChange, gatherProcessPins, getLeadingEdgePointer, holdsBack, ksState, leadingEdge, ntStatus, processReturns, queueFlags, removeInput, turnInputOff,
  turnInputOn, unlockPointer, workItemRuns,
} from '../../../../server/src/simulation/queue/index';
import { callsOf, clearCalls, codesOf, completedOf, completions, fill, makePin, recorded, runningPin, sound, submit } from './support';

const { doNotInitiateProcessing, initiateProcessingOnEveryArrival, asynchronousProcessing, dispatchLevelProcessing, processInRunStateOnly, framesNotRequiredForProcessing,
  someFramesRequiredForProcessing, processIfAnyInRunState, criticalProcessing, hyperCriticalProcessing } = queueFlags;

/** "call", the work queue, or the reason of nothing. */
const outcome = (dispatch: Dispatch): string => (dispatch.kind === 'call' ? 'call' : dispatch.kind === 'workItem' ? dispatch.queue : dispatch.reason);
const attempt = (object: ProcessingObject, asynchronous = false, level: 'passive' | 'dispatch' = 'passive'): string => outcome(attemptProcessing(object.environment, object, asynchronous, level));

describe('pin-centric: when Process is called (W:pin-centric-processing)', () => {
  it('arrival with no frame at or ahead of the leading edge', () => {
    const { pin } = runningPin();
    expect(outcome(submit(pin).dispatch)).toBe('call');
    expect(outcome(submit(pin).dispatch)).toBe('framesAhead');
  });

  it('frames behind the leading edge do not count', () => {
    const { pin } = runningPin({ flags: queueFlags.distinctTrailingEdge });
    submit(pin);
    advancePointer(pin, leadingEdge);
    expect(pin.frames.waiting).toBe(1);
    expect(outcome(submit(pin).dispatch)).toBe('call');
  });

  it('INITIATE_PROCESSING_ON_EVERY_ARRIVAL: every arrival', () => {
    const { pin } = runningPin({ flags: initiateProcessingOnEveryArrival });
    submit(pin);
    expect(outcome(submit(pin).dispatch)).toBe('call');
  });

  it('DO_NOT_INITIATE_PROCESSING: neither arrival nor state, but an attempt', () => {
    const { pin, object } = runningPin({ flags: doNotInitiateProcessing | initiateProcessingOnEveryArrival });
    expect(outcome(submit(pin).dispatch)).toBe('notInitiated');
    changeState(pin, ksState.acquire);
    expect(changeState(pin, ksState.run).map(outcome)).toEqual(['notInitiated', 'notInitiated']);
    expect(attempt(object)).toBe('call');
  });

  it('PAUSE is the minimum; frames that wait for it are processed when it is reached, without them nothing is', () => {
    const { pin } = runningPin();
    changeState(pin, ksState.stop);
    expect(changeState(pin, ksState.pause).map(outcome)).toEqual(['state', 'frames']);
    changeState(pin, ksState.acquire);
    expect(outcome(submit(pin).dispatch)).toBe('state');
    expect(changeState(pin, ksState.run).map(outcome)).toEqual(['call', 'state']);
  });

  it('PROCESS_IN_RUN_STATE_ONLY: only after SetDeviceState(RUN) has returned, though ClientState is RUN before', () => {
    const { pin } = runningPin({ flags: processInRunStateOnly });
    changeState(pin, ksState.pause);
    expect(beginStateChange(pin, ksState.run)).toBe(ntStatus.success);
    expect(pin.clientState).toBe(ksState.run);
    expect(outcome(submit(pin).dispatch)).toBe('state');
    expect(outcome(endStateChange(pin, true))).toBe('call');
  });

  it('on the way down the state counts before the callback', () => {
    const { pin } = runningPin({ flags: processInRunStateOnly });
    beginStateChange(pin, ksState.pause);
    expect(outcome(submit(pin).dispatch)).toBe('state');
  });

  it('an attempt without frames does nothing', () => {
    expect(attempt(runningPin().object)).toBe('frames');
  });

  it('not while the AND gate is closed', () => {
    const { pin, object } = runningPin();
    turnInputOff(object.gate);
    expect(outcome(submit(pin).dispatch)).toBe('gate');
    turnInputOn(object.gate);
    expect(attempt(object)).toBe('call');
  });

  it('not while the driver holds the processing mutex', () => {
    const { pin, object } = runningPin();
    submit(pin);
    object.mutexHeld = true;
    expect(attempt(object)).toBe('mutex');
  });

  it('KsPinAttemptProcessing(NULL) breaks SPT-20', () => {
    const environment = createQueueEnvironment();
    attemptProcessing(environment, null, false, 'passive');
    expect(codesOf(environment)).toEqual(['SPT-20']);
  });
});

describe('synchronous and asynchronous (C-15)', () => {
  const level = (flags: number, asynchronous: boolean, at: 'passive' | 'dispatch', options: Partial<QueueOptions> = {}): string => {
    const { pin, object } = runningPin({ flags }, options);
    pin.frames.available = 1;
    return attempt(object, asynchronous, at);
  };

  it('TRUE always makes a work item', () => {
    expect(level(0, true, 'passive')).toBe('delayed');
    expect(level(criticalProcessing, true, 'passive')).toBe('critical');
    expect(level(hyperCriticalProcessing | dispatchLevelProcessing, true, 'dispatch')).toBe('hyperCritical');
  });

  it('FALSE: at once at or below the highest level for processing', () => {
    expect(level(0, false, 'passive')).toBe('call');
    expect(level(0, false, 'dispatch')).toBe('delayed');
    expect(level(dispatchLevelProcessing, false, 'dispatch')).toBe('call');
    expect(level(dispatchLevelProcessing, false, 'passive')).toBe('call');
  });

  it('FALSE: only below it with synchronousAttempt', () => {
    const below = { synchronousAttempt: 'below' } as const;
    expect(level(0, false, 'passive', below)).toBe('delayed');
    expect(level(dispatchLevelProcessing, false, 'passive', below)).toBe('call');
    expect(level(dispatchLevelProcessing, false, 'dispatch', below)).toBe('delayed');
  });

  it('ASYNCHRONOUS_PROCESSING makes arrivals work items, one at a time', () => {
    const { pin, object } = runningPin({ flags: asynchronousProcessing | initiateProcessingOnEveryArrival });
    expect(outcome(submit(pin).dispatch)).toBe('delayed');
    expect(outcome(submit(pin).dispatch)).toBe('workItemPending');
    expect(outcome(workItemRuns(object))).toBe('call');
  });

  it('a work item finds the state gone', () => {
    const { pin, object } = runningPin({ flags: asynchronousProcessing });
    submit(pin);
    changeState(pin, ksState.stop);
    expect(outcome(workItemRuns(object))).toBe('state');
  });
});

describe('Process and its return (W:restarting-processing-in-avstream)', () => {
  it('captures the gate, so that no second thread processes', () => {
    const { pin, object } = runningPin();
    submit(pin);
    expect(beginProcess(object)).toBe(true);
    expect(object.gate.count).toBe(0);
    expect(beginProcess(object)).toBe(false);
    advancePointer(pin, leadingEdge);
    expect(outcome(processReturns(object, 'success'))).toBe('frames');
    expect(object.gate.count).toBe(1);
    expect(callsOf(pin.environment)).toEqual(['frameArrived 0', 'leadingEdgeSet 0', 'Process 0', 'frameCompleted 0', 'requestCompleted 0', 'processReturned 0']);
  });

  it('STATUS_SUCCESS with data available: called again at once', () => {
    const { pin, object } = runningPin();
    fill(pin, 2);
    beginProcess(object);
    advancePointer(pin, leadingEdge);
    expect(outcome(processReturns(object, 'success'))).toBe('call');
    expect(codesOf(pin.environment)).not.toContain('SPT-16');
  });

  it('STATUS_SUCCESS with data available and nothing consumed: an endless loop, SPT-16', () => {
    const { pin, object } = runningPin();
    fill(pin, 2);
    beginProcess(object);
    getLeadingEdgePointer(pin, true);
    unlockPointer(pin, leadingEdge, false);
    expect(outcome(processReturns(object, 'success'))).toBe('call');
    expect(codesOf(pin.environment)).toEqual(['SPT-16']);
  });

  it('STATUS_PENDING stops, and nobody goes on: SPT-17', () => {
    const { pin, object } = runningPin();
    fill(pin, 2);
    beginProcess(object);
    expect(outcome(processReturns(object, 'pending'))).toBe('pending');
    expect(outcome(submit(pin).dispatch)).toBe('framesAhead');
    expect(checkStall(object, { attempt: true, arrival: true, stateChange: false })).toBe(false);
    expect(checkStall(object, { attempt: false, arrival: true, stateChange: false })).toBe(true);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'SPT-17', facts: { framesAvailable: 3 } }]);
  });

  it('an arrival to come is a trigger with INITIATE_PROCESSING_ON_EVERY_ARRIVAL alone', () => {
    const { pin, object } = runningPin({ flags: initiateProcessingOnEveryArrival });
    fill(pin, 1);
    beginProcess(object);
    processReturns(object, 'pending');
    expect(checkStall(object, { attempt: false, arrival: true, stateChange: false })).toBe(false);
  });

  it('an attempt during Process is repeated at its return, or lost', () => {
    for (const [attemptDuringProcess, expected] of [['remembered', 'delayed'], ['lost', 'pending']] as const) {
      const { pin, object } = runningPin({}, { attemptDuringProcess });
      fill(pin, 1);
      beginProcess(object);
      expect(attempt(object)).toBe('processing');
      expect(outcome(processReturns(object, 'pending'))).toBe(expected);
      sound(pin);
    }
  });

  it('a gate that stays closed over frames breaks SPT-21', () => {
    const { pin, object } = runningPin();
    turnInputOff(object.gate);
    fill(pin, 1);
    expect(checkStall(object, { attempt: false, arrival: true, stateChange: false })).toBe(true);
    expect(pin.environment.violations.first).toMatchObject([{ code: 'SPT-21', facts: { count: 0, framesAvailable: 1 } }]);
  });
});

describe('filter-centric (W:filter-centric-processing)', () => {
  interface Filter { readonly object: ProcessingObject; readonly pins: readonly PinQueue[] }
  const filter = (factories: readonly { flags?: number; necessary?: number; instances?: number; direction?: 'input' | 'output' }[], state: number = ksState.run): Filter => {
    const environment = recorded({});
    const made = factories.map(({ flags = 0, necessary = 1, instances = 1, direction = 'output' }, id): PinFactory => ({
      flags, instancesNecessary: necessary, instances: Array.from({ length: instances }, (_, index) => makePin({ flags, direction, name: `${id}.${index}` }, {}, environment)),
    }));
    const object = createFilterProcessing(environment, 'filter', 0, made);
    const pins = made.flatMap(({ instances }) => instances);
    for (const pin of pins) changeState(pin, state);
    clearCalls(environment);
    return { object, pins };
  };

  it('Process waits until every pin has frames', () => {
    const { pins: [input, output] } = filter([{ direction: 'input' }, {}]);
    expect(outcome(submit(input!).dispatch)).toBe('frames');
    expect(outcome(submit(output!).dispatch)).toBe('call');
  });

  it('FRAMES_NOT_REQUIRED_FOR_PROCESSING takes a pin out of the question', () => {
    const { pins: [input] } = filter([{ direction: 'input' }, { flags: framesNotRequiredForProcessing }]);
    expect(outcome(submit(input!).dispatch)).toBe('call');
  });

  it('SOME_FRAMES_REQUIRED_FOR_PROCESSING asks for one instance', () => {
    const { object, pins: [, second] } = filter([{ flags: someFramesRequiredForProcessing, instances: 2 }]);
    expect(holdsBack(object)).toBe('frames');
    expect(outcome(submit(second!).dispatch)).toBe('call');
  });

  it('with frames required of none a change of state suffices, and any STATUS_SUCCESS is an endless loop (SPT-16)', () => {
    const { object, pins } = filter([{ flags: framesNotRequiredForProcessing }], ksState.acquire);
    expect(changeState(pins[0]!, ksState.pause).map(outcome)).toEqual(['call']);
    beginProcess(object);
    expect(outcome(processReturns(object, 'pending'))).toBe('pending');
    beginProcess(object);
    expect(outcome(processReturns(object, 'success'))).toBe('call');
    expect(codesOf(object.environment)).toEqual(['SPT-16']);
  });

  it('InstancesNecessary pins have to be there and in their state; further ones may be stopped, but not between', () => {
    const { object, pins: [first, second] } = filter([{ instances: 2 }]);
    fill(first!, 1);
    fill(second!, 1);
    expect(holdsBack(object)).toBeNull();
    changeState(second!, ksState.acquire);
    expect(holdsBack(object)).toBe('state');
    changeState(second!, ksState.stop);
    expect(holdsBack(object)).toBeNull();
    changeState(first!, ksState.acquire);
    expect(holdsBack(object)).toBe('instances');
  });

  it('a change of state without the necessary pins fails: STA-08', () => {
    const { pins, object } = filter([{ necessary: 1, instances: 1 }, { necessary: 1, instances: 0 }], ksState.stop);
    expect(beginStateChange(pins[0]!, ksState.acquire)).toBe(ntStatus.deviceNotReady);
    expect(object.environment.violations.first).toMatchObject([{ code: 'STA-08', facts: { factory: 1, instances: 0, necessary: 1 } }]);
    expect(callsOf(object.environment)).toEqual([]);
  });

  it('PROCESS_IF_ANY_IN_RUN_STATE: one flagged pin in RUN, the others at least in PAUSE', () => {
    const { object, pins: [first, second] } = filter([{ flags: processIfAnyInRunState | processInRunStateOnly, instances: 2 }], ksState.pause);
    fill(first!, 1);
    fill(second!, 1);
    expect(holdsBack(object)).toBe('state');
    expect(changeState(second!, ksState.run).map(outcome)).toEqual(['call']);
    changeState(first!, ksState.acquire);
    expect(holdsBack(object)).not.toBeNull();
  });

  it('PROCESS_IN_RUN_STATE_ONLY on one pin holds the filter until that pin runs', () => {
    const { object, pins: [first, second] } = filter([{}, { flags: processInRunStateOnly }], ksState.pause);
    fill(first!, 1);
    fill(second!, 1);
    expect(holdsBack(object)).toBe('instances');
    expect(changeState(second!, ksState.run).map(outcome)).toEqual(['call']);
  });

  it('AVStream moves the pointers by BytesUsed and Terminate; the minidriver has no business there (SPT-13)', () => {
    const { object, pins: [input, output] } = filter([{ direction: 'input' }, {}]);
    submit(input!, [{ dataUsed: 100 }]);
    fill(output!, 2);
    beginProcess(object);
    const process = gatherProcessPins(object);
    expect(process.map((pins) => pins.map(({ bytesAvailable }) => bytesAvailable))).toEqual([[100], [4096]]);
    answerProcessPins(object, [{ pin: input!, bytesUsed: 40, terminate: false }, { pin: output!, bytesUsed: 1000, terminate: true }]);
    expect(outcome(processReturns(object, 'success'))).toBe('call');
    expect(completedOf(input!)).toEqual([]);
    expect(completions(output!)).toMatchObject([{ headers: [{ dataUsed: 1000 }] }]);
    beginProcess(object);
    expect(gatherProcessPins(object)[0]![0]!.bytesAvailable).toBe(60);
    answerProcessPins(object, [{ pin: input!, bytesUsed: 60, terminate: false }]);
    expect(outcome(processReturns(object, 'success'))).toBe('frames');
    expect(completedOf(input!)).toEqual([0]);
    expect(codesOf(object.environment)).toEqual([]);
    advancePointer(output!, leadingEdge);
    expect(codesOf(object.environment)).toEqual(['SPT-13', 'HDR-05']);
    sound(input!);
    sound(output!);
  });

  it('an OR gate attached to pins makes frames on one of them enough', () => {
    const { object, pins: [first, second] } = filter([{}, {}], ksState.stop);
    const gate = createOrGate(object.environment, 'either');
    expect(attachGate(first!, gate, 'passive')).toBe(true);
    expect(attachGate(second!, gate, 'passive')).toBe(true);
    expect(object.gate.count).toBe(0);
    for (const pin of [first!, second!]) changeState(pin, ksState.run);
    expect(attachGate(first!, null, 'passive')).toBe(false);
    expect(outcome(submit(second!).dispatch)).toBe('call');
    submit(first!);
    advancePointer(second!, leadingEdge);
    expect(holdsBack(object)).toBeNull();
    advancePointer(first!, leadingEdge);
    expect(holdsBack(object)).toBe('gate');
    expect(object.environment.violations.counts.has('SPT-22')).toBe(false);
  });

  it('an AND gate attached to pins wants frames on all, and lets go when it is detached', () => {
    const { object, pins: [first, second] } = filter([{}, {}], ksState.stop);
    const gate = createAndGate(object.environment, 'both');
    attachGate(first!, gate, 'passive');
    attachGate(second!, gate, 'passive');
    expect([gate.count, object.gate.count]).toEqual([-1, 0]);
    fill(first!, 1);
    expect([gate.count, object.gate.count]).toEqual([0, 0]);
    fill(second!, 1);
    expect([gate.count, object.gate.count]).toEqual([1, 1]);
    attachGate(first!, null, 'passive');
    attachGate(second!, null, 'passive');
    expect([gate.next, object.gate.count]).toEqual([null, 1]);
  });
});

describe('gates (W:flow-control-gates-in-avstream)', () => {
  it('AND counts one minus its off inputs, OR its on inputs', () => {
    const environment = createQueueEnvironment();
    const and = createAndGate(environment, 'and');
    addInput(and, false);
    addInput(and, false);
    addInput(and, true);
    expect(and.count).toBe(-1);
    removeInput(and, false);
    turnInputOn(and);
    expect(and.count).toBe(1);
    const or = createOrGate(environment, 'or');
    addInput(or, true);
    addInput(or, false);
    expect(or.count).toBe(1);
    removeInput(or, true);
    expect(or.count).toBe(0);
    expect(codesOf(environment)).toEqual([]);
  });

  it('outside its range a count goes unnoticed by AVStream: SPT-22', () => {
    const environment = createQueueEnvironment();
    turnInputOn(createAndGate(environment, 'and'));
    turnInputOff(createOrGate(environment, 'or'));
    expect(environment.violations.first.map(({ facts }) => facts)).toEqual([{ gate: 'and', kind: 'and', count: 2 }, { gate: 'or', kind: 'or', count: -1 }]);
  });
});
