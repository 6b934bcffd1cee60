import type { ClientModel, DeviceModel, ObjectModel, PinModel, SimulationModel } from '../../run/model';
import type { ScenarioEvent } from '../../scenario';

/** What the run has shown of a pin, as far as it tells which options took part. */
export interface PinFacts {
  readonly pin: PinModel;
  readonly client: ClientModel | null;
  readonly device: DeviceModel | null;
  /** Its own Process; `null` where a filter processes it, or nobody. */
  readonly object: ObjectModel | null;
  /** It clones the leading edge and programs the clones. */
  readonly clones: boolean;
  /** Its frames are moved by the driver of the pin, and not by its filter. */
  readonly isOwn: boolean;
  /** A request was cancelled, or could not be. */
  readonly cancelled: boolean;
  /** An event of a kind came to the pin, or to the whole graph. */
  readonly came: (kind: ScenarioEvent['kind']) => boolean;
}

/** Gathers the facts of a pin. */
export function factsOf({ scenario: { events = [] }, outside }: SimulationModel, pin: PinModel): PinFacts {
  const { settings, object, queue: { frames, requests }, leaked } = pin;
  const isOwn = object === null || object.object.kind === 'pin';
  return {
    pin, client: pin.client, device: pin.device, object: object?.object.kind === 'pin' ? object : null, clones: isOwn && pin.device !== null && settings.driver.pattern === 'cloneAndAdvance', isOwn,
    cancelled: frames.cancelled > 0 || leaked.count > 0 || requests.some(({ cancelWanted }) => cancelWanted),
    came: (kind) => events.some((event, index) => event.kind === kind && (!('pin' in event) || event.pin === pin.index) && outside.outcomes[index] !== 'notReached'),
  };
}
