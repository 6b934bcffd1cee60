/** KSSTATE (H: STOP 0 … RUN 3). */
export type PinState = 'STOP' | 'ACQUIRE' | 'PAUSE' | 'RUN';

/** A change of state that is asked for. Standard-transport pins are led there one step at a time (K:nc-ks-pfnkspinsetdevicestate). */
export interface StateRequest {
  /** When it is asked for, in nanoseconds from the start of the run. A request that arrives while another is carried out waits for it. */
  readonly time: number;
  readonly state: PinState;
}
