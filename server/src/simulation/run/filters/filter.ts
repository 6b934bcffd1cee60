import type { Gate } from '../../queue/index';
import type { FilterScenario } from '../../scenario';
import type { PinModel } from '../model';
import type { ObjectModel } from '../processing/object';
import type { Conversion } from './conversion';
import type { SplitterModel } from './splitter';

/** An input of a filter that copies. */
export interface InputModel {
  readonly pin: PinModel;
  /** Bytes of the frame under the leading edge that Process has used and not reported in BytesUsed, because what was made of them does not fit into the outputs' frames yet. */
  unreported: number;
}

/** An output of a filter that copies, and what its driver keeps for it from one call of Process to the next. */
export interface OutputModel {
  readonly pin: PinModel;
  readonly conversion: Conversion;
  /** Bytes that were made for it while it had no frame, and that are not counted as a lost frame yet. */
  missed: number;
  /** Frames of the first input that waited when the driver ended the output of its own accord: what is made of them is lost. */
  undrained: number;
}

/** A filter in a run. */
export interface FilterModel {
  readonly index: number;
  readonly scenario: FilterScenario;
  /** Its Process routine; `null` where its pins process for themselves. */
  object: ObjectModel | null;
  /** Pins with data flow in, and the single queues of filters in place. */
  readonly inputs: readonly PinModel[];
  readonly outputs: readonly PinModel[];
  /** Ends of a filter that copies: outputs that AVStream fills for a splitter are not among them. */
  readonly from: readonly InputModel[];
  readonly to: readonly OutputModel[];
  readonly splitters: readonly SplitterModel[];
  /** Gates that pins are attached to. */
  readonly gates: readonly Gate[];
}
