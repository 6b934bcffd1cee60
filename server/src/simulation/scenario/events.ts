/** Something that happens to the graph from outside, at a time of the scenario. Pins are indices into `Scenario.pins`. */
export type ScenarioEvent =
  /** The client or the I/O manager cancels the oldest request of the pin that is not complete, or all of them. */
  | { readonly kind: 'cancel'; readonly time: number; readonly pin: number; readonly which: 'oldest' | 'all' }
  /** IOCTL_KS_RESET_STATE: KSRESET_BEGIN at `time`, KSRESET_END `duration` later. */
  | { readonly kind: 'reset'; readonly time: number; readonly pin: number; readonly duration: number }
  /** The process of the client ends: its requests are cancelled, the pin goes to STOP and is closed. */
  | { readonly kind: 'processEnds'; readonly time: number; readonly pin: number }
  /** The client asks for another format: SetDataFormat in the state the pin is in, frames of so many bytes from then on. */
  | { readonly kind: 'formatChange'; readonly time: number; readonly pin: number; readonly frameBytes: number }
  /** Another client opens the pin: refused beyond InstancesPossible. */
  | { readonly kind: 'secondOpen'; readonly time: number; readonly pin: number; readonly instancesPossible: number }
  /** The system sleeps at `time` and wakes up `duration` later. */
  | { readonly kind: 'sleep'; readonly time: number; readonly duration: number }
  /** The device is removed without notice. */
  | { readonly kind: 'surpriseRemoval'; readonly time: number };
