import type { QueueOptions } from '../queue/options';

/** Choices of the run itself that Windows leaves undocumented, beside those of queues and of allocators. */
export interface RunOptions {
  /** In which order the pins of a circuit go up; down is the reverse. */
  readonly stateOrder: 'sinkFirst' | 'sourceFirst';
  /** A change of state that comes while Process runs waits for it, or SetDeviceState is called at once. */
  readonly stateChangeDuringProcess: 'waits' | 'interrupts';
  /** How long the application keeps a buffer that came back empty. */
  readonly emptyBufferHold: 'asFilled' | 'none';
  /** When a peer of a circuit gives back the frames it holds once the pins are in STOP. */
  readonly peerFramesAtStop: 'atOnce' | 'whenDone';
}

/** Every choice about queues and about the run. */
export type SimulationChoices = QueueOptions & RunOptions;
