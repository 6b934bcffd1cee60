import { formatDuration } from '../../document/index';
import type { TraceBasis } from '../../trace/index';
import { describeDistribution } from '../engine/index';
import { pinFlags } from '../run/flags';
import type { PinModel, SimulationModel } from '../run/model';
import { isStated, pathOf } from '../run/paths';
import type { Assumption, TextArguments } from '../result';
import type { CapturePinScenario, Distribution } from '../scenario';

/** An option of the scenario: where it stands, what it is founded on while nobody decides it, and whether it took part in this run. */
interface Option {
  readonly key: string;
  readonly field: string;
  readonly stated: (pin: CapturePinScenario) => unknown;
  readonly value: (pin: PinModel) => string | number | boolean | Distribution;
  readonly basis: TraceBasis;
  readonly source: string;
  readonly tookPart: (pin: PinModel) => boolean;
}

const restarting = 'W:restarting-processing-in-avstream';
const avshws = 'S:hws capture.cpp';
const ran = (pin: PinModel): boolean => pin.framesProduced > 0;

const options: readonly Option[] = [
  { key: 'bufferBytes', field: 'client.bufferBytes', stated: (pin) => pin.client.bufferBytes, value: (pin) => pin.settings.client!.bufferBytes, basis: 'assumed', source: '', tookPart: (pin) => pin.client!.firstSubmitted >= 0 },
  { key: 'firstQueuedAt', field: 'client.firstQueuedAt', stated: (pin) => pin.client.firstQueuedAt, value: (pin) => pin.settings.client!.firstQueuedAt, basis: 'assumed', source: '', tookPart: (pin) => pin.client!.firstSubmitted >= 0 },
  { key: 'holdDiscipline', field: 'client.holdDiscipline', stated: (pin) => pin.client.holdDiscipline, value: (pin) => pin.settings.client!.holdDiscipline, basis: 'assumed', source: '', tookPart: (pin) => pin.settings.client!.requests > 1 && pin.framesDelivered > 1 },
  { key: 'jitter', field: 'source.jitter', stated: (pin) => pin.source.jitter, value: (pin) => pin.settings.source!.jitter, basis: 'assumed', source: '', tookPart: ran },
  { key: 'transferTime', field: 'hardware.transferTime', stated: (pin) => pin.hardware.transferTime, value: (pin) => pin.settings.hardware.transferTime, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.transfers ?? 0) > 0 },
  { key: 'listDepth', field: 'hardware.listDepth', stated: (pin) => pin.hardware.listDepth, value: (pin) => pin.settings.hardware.listDepth, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.transfers ?? 0) > 0 || (pin.device?.listFull ?? 0) > 0 },
  { key: 'fifoFrames', field: 'hardware.fifoFrames', stated: (pin) => pin.hardware.fifoFrames, value: (pin) => pin.settings.hardware.fifoFrames, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.overflows ?? 0) > 0 },
  { key: 'whenFull', field: 'hardware.whenFull', stated: (pin) => pin.hardware.whenFull, value: (pin) => pin.settings.hardware.whenFull, basis: 'assumed', source: 'S:hws hwsim.cpp', tookPart: (pin) => (pin.device?.overflows ?? 0) > 0 },
  { key: 'interrupt', field: 'hardware.interrupt', stated: (pin) => pin.hardware.interrupt, value: (pin) => pin.settings.hardware.interrupt, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.interrupts ?? 0) > 0 },
  { key: 'interruptLatency', field: 'system.interruptLatency', stated: (pin) => pin.system.interruptLatency, value: (pin) => pin.settings.system.interruptLatency, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.interrupts ?? 0) > 0 },
  { key: 'dpcLatency', field: 'system.dpcLatency', stated: (pin) => pin.system.dpcLatency, value: (pin) => pin.settings.system.dpcLatency, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.dpcs ?? 0) > 0 },
  { key: 'dpcTime', field: 'driver.dpcTime', stated: (pin) => pin.driver.dpcTime, value: (pin) => pin.settings.driver.dpcTime, basis: 'assumed', source: '', tookPart: (pin) => (pin.device?.dpcs ?? 0) > 0 },
  { key: 'processTime', field: 'driver.processTime', stated: (pin) => pin.driver.processTime, value: (pin) => pin.settings.driver.processTime, basis: 'assumed', source: '', tookPart: (pin) => (pin.object?.object.processCalls ?? 0) > 0 },
  { key: 'setDeviceStateTime', field: 'driver.setDeviceStateTime', stated: (pin) => pin.driver.setDeviceStateTime, value: (pin) => pin.settings.driver.setDeviceStateTime, basis: 'assumed', source: '', tookPart: (pin) => pin.setDeviceStateCalls > 0 },
  { key: 'workItemLatency', field: 'system.workItemLatency', stated: (pin) => pin.system.workItemLatency, value: (pin) => pin.settings.system.workItemLatency, basis: 'assumed', source: '', tookPart: (pin) => (pin.object?.workItems ?? 0) > 0 },
  { key: 'completionLatency', field: 'system.completionLatency', stated: (pin) => pin.system.completionLatency, value: (pin) => pin.settings.system.completionLatency, basis: 'assumed', source: '', tookPart: (pin) => pin.client!.completions > 0 },
  { key: 'whenListFull', field: 'driver.whenListFull', stated: (pin) => pin.driver.whenListFull, value: (pin) => pin.settings.driver.whenListFull, basis: 'assumed', source: avshws, tookPart: (pin) => (pin.device?.listFull ?? 0) > 0 },
  { key: 'attemptProcessing', field: 'driver.attemptProcessing', stated: (pin) => pin.driver.attemptProcessing, value: (pin) => pin.settings.driver.attemptProcessing, basis: 'assumed', source: restarting, tookPart: (pin) => (pin.object?.attempts ?? 0) > 0 || (pin.object?.processPending ?? 0) > 0 || (pin.object?.stalled.count ?? 0) > 0 },
  { key: 'attemptAsynchronous', field: 'driver.attemptAsynchronous', stated: (pin) => pin.driver.attemptAsynchronous, value: (pin) => pin.settings.driver.attemptAsynchronous, basis: 'assumed', source: avshws, tookPart: (pin) => (pin.object?.attempts ?? 0) > (pin.object?.attemptsRedundant ?? 0) },
  { key: 'whenBufferTooSmall', field: 'driver.whenBufferTooSmall', stated: (pin) => pin.driver.whenBufferTooSmall, value: (pin) => pin.settings.driver.whenBufferTooSmall, basis: 'assumed', source: '', tookPart: (pin) => pin.tooSmall > 0 || pin.truncated > 0 },
  { key: 'setsDataUsed', field: 'driver.setsDataUsed', stated: (pin) => pin.driver.setsDataUsed, value: (pin) => pin.settings.driver.setsDataUsed, basis: 'assumed', source: 'W:packet-based-dma-in-avstream', tookPart: (pin) => (pin.device?.transfers ?? 0) > 0 },
  { key: 'deletesClones', field: 'driver.deletesClones', stated: (pin) => pin.driver.deletesClones, value: (pin) => pin.settings.driver.deletesClones, basis: 'assumed', source: avshws, tookPart: (pin) => pin.clonesAtStop > 0 },
];

/** A choice of the model that no option changes; `tookPart` says whether it could show in this run. */
interface FixedChoice {
  readonly key: string;
  readonly value: string;
  readonly basis: TraceBasis;
  readonly source: string;
  readonly tookPart: (pin: PinModel) => boolean;
}

const fixedChoices: readonly FixedChoice[] = [
  { key: 'firstFrame', value: 'onePeriodAfterRun', basis: 'assumed', source: 'S:hws hwsim.cpp', tookPart: ran },
  { key: 'processorContention', value: 'none', basis: 'assumed', source: '', tookPart: ran },
  { key: 'stateChangeDuringProcess', value: 'waits', basis: 'inferred', source: '', tookPart: (pin) => pin.setDeviceStateCalls > 0 && (pin.object?.object.processCalls ?? 0) > 0 },
  { key: 'attemptDuringProcess', value: 'remembered', basis: 'assumed', source: '', tookPart: (pin) => (pin.object?.attemptsDuringProcess ?? 0) > 0 },
  { key: 'attemptWithoutFrames', value: 'nothingToDo', basis: 'inferred', source: restarting, tookPart: (pin) => (pin.object?.attemptsRedundant ?? 0) > 0 },
  { key: 'asynchronousProcessing', value: 'workItem', basis: 'inferred', source: 'K:ns-ks-_kspin_descriptor_ex', tookPart: (pin) => (pin.settings.flags & pinFlags.asynchronousProcessing) !== 0 && (pin.object?.workItems ?? 0) > 0 },
  { key: 'dispatchLevelAttempt', value: 'atOrBelow', basis: 'inferred', source: restarting, tookPart: (pin) => (pin.settings.flags & pinFlags.dispatchLevelProcessing) !== 0 && !pin.settings.driver.attemptAsynchronous && (pin.object?.attempts ?? 0) > (pin.object?.attemptsRedundant ?? 0) },
  { key: 'trailingEdge', value: 'followsLeadingEdge', basis: 'assumed', source: '', tookPart: (pin) => pin.queue.frames.distinctTrailingEdge && (pin.object?.object.processCalls ?? 0) > 0 },
  { key: 'emptyBufferHold', value: 'asFilled', basis: 'assumed', source: '', tookPart: (pin) => pin.completedEmpty > 0 },
  { key: 'cancelAtStop', value: 'clientCancels', basis: 'assumed', source: 'W:stream-pointers-and-irp-cancellation', tookPart: (pin) => pin.queue.frames.cancelled > 0 || pin.leaked.count > 0 },
];

/** Every option and model choice that took part in the run, pin by pin, and no other. */
export function listAssumptions(model: SimulationModel): Assumption[] {
  const { scenario } = model;
  return model.pins.flatMap((pin) => {
    const stated = scenario.pins[pin.index]! as CapturePinScenario;
    const name = stated.label;
    const taken = options.filter((option) => option.tookPart(pin)).map((option): Assumption => {
      const field = `pins.${pin.index}.${option.field}`;
      const decided = option.stated(stated) !== undefined;
      const value = option.value(pin);
      return {
        key: option.key, pin: name, arguments: argumentsOf(value), basis: decided ? 'scenario' : option.basis,
        value: typeof value === 'object' ? describeDistribution(value) : String(value),
        source: option.source, decided, path: isStated(scenario.paths, field) ? pathOf(scenario.paths, field) : '',
      };
    });
    const fixed = fixedChoices.filter((choice) => choice.tookPart(pin)).map((choice): Assumption => ({
      key: choice.key, pin: name, arguments: { value: choice.value }, basis: choice.basis, value: choice.value, source: choice.source, decided: false, path: '',
    }));
    return [...taken, ...fixed];
  });
}

function argumentsOf(value: string | number | boolean | Distribution): TextArguments {
  if (typeof value !== 'object') return { value: typeof value === 'boolean' ? String(value) : value };
  switch (value.kind) {
    case 'constant':
      return { value: value.value };
    case 'uniform':
      return { minimum: value.minimum, maximum: value.maximum };
    case 'triangular':
      return { minimum: value.minimum, mode: value.mode, maximum: value.maximum };
    case 'table':
      return { values: value.values.map((time, index) => `${formatDuration(time)} × ${value.weights[index] ?? 0}`).join(', ') };
  }
}
