/** A routine of a dispatch table that runs call. */
export type CallbackName = 'create' | 'close' | 'setDataFormat' | 'setDeviceState' | 'reset' | 'process' | 'start' | 'setPower' | 'surpriseRemoval';

/** What one routine does beyond moving frames. What is left out is unknown. */
export interface CallbackScenario {
  readonly dispatch: 'pin' | 'filter' | 'device';
  readonly routine: CallbackName;
  /** Of a pin: indices into `Scenario.pins`. */
  readonly pins: readonly number[];
  readonly returns?: 'success' | 'pending';
  readonly marksIrpPending?: boolean;
  readonly returnsAtIrql?: 'passiveLevel' | 'dispatchLevel';
  readonly pageable?: boolean;
  /** Nanoseconds. */
  readonly time?: number;
}
