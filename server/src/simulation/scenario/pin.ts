import type { ClientScenario } from './client';
import type { DriverScenario, PinCallbacks, SystemScenario } from './driver';
import type { HardwareScenario, SourceScenario } from './hardware';
import type { StateRequest } from './state';

/** How the driver edits the descriptor of a pin (FRM-36). What is left out is unknown. */
export interface EditScenario {
  /** The routine that makes it; `start`: before the pin exists. */
  readonly when: 'start' | 'create' | 'setDataFormat' | 'setDeviceState';
  readonly holdsMutex?: boolean;
  readonly irql?: 'passiveLevel' | 'dispatchLevel';
  readonly resultChecked?: boolean;
  readonly reachedByContainingRecord?: boolean;
}

/** One pin with what feeds it: a device, a client, or its place in a circuit. */
export interface PinScenario {
  /** Unique among the scenario's pins: names its rows and its random numbers. */
  readonly label: string;
  /** KSPIN_DESCRIPTOR_EX.Flags (KSPIN_FLAG_*, H:3734-3757). */
  readonly flags: number;
  readonly callbacks: PinCallbacks;
  /** Whether KSPIN_DISPATCH.Allocator is set; `null` when the document does not say. */
  readonly hasAllocatorDispatch: boolean | null;
  /** KSPIN_DATAFLOW of the pin, or `inPlace` for the single queue of an in-place transform. Default `out`. */
  readonly dataFlow?: 'out' | 'in' | 'inPlace';
  /** Bytes of one frame of the connected format, > 0. */
  readonly frameBytes: number;
  /** Whether that format is uncompressed and of fixed size, so that less in a frame is a torn one. Default `false`. */
  readonly hasFixedSize?: boolean;
  /** KSPIN.StreamHeaderSize, bytes; 0 (default): plain headers. */
  readonly streamHeaderBytes?: number;
  /** KS_FRAMING_ITEM.FileAlignment, a mask (alignment − 1); rounds each buffer's stride up. Left out: 0. */
  readonly fileAlignment?: number;
  /** The device's side of a pin whose frames a device fills; `null` or left out with `source`: none. */
  readonly source?: SourceScenario;
  readonly hardware: HardwareScenario;
  readonly driver: DriverScenario;
  readonly system: SystemScenario;
  /** The user-mode client; left out where a circuit of the scenario has the pin. */
  readonly client?: ClientScenario;
  /** Edits of its descriptor at run time, as far as something is said of how they are made. Default: none. */
  readonly edits?: readonly EditScenario[];
  /** Ascending in time. Default: RUN at 0, STOP at the scenario's duration. Pins of one circuit take those of its first pin. */
  readonly states?: readonly StateRequest[];
}

/** A capture pin of an application: a device fills its frames. */
export type CapturePinScenario = PinScenario & { readonly source: SourceScenario; readonly client: ClientScenario };
