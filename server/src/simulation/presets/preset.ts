import type { ClientScenario, DriverScenario, HardwareScenario, PeerScenario, PinScenario, SourceScenario, SystemScenario } from '../scenario';

/** Assumptions about a class of devices, which fill what a simulation leaves open. Nobody has measured them. */
export interface Preset extends Partial<Pick<PinScenario, 'frameBytes'>> {
  readonly source?: Partial<SourceScenario>;
  readonly hardware: HardwareScenario;
  readonly driver: DriverScenario;
  readonly system: SystemScenario;
  /** The application, where the pin has one. */
  readonly client: Pick<ClientScenario, 'requests' | 'hold'> & Partial<ClientScenario>;
  /** Peers in kernel mode, where the pin is in a circuit; the period holds for the one that data begins with. */
  readonly peer: Pick<PeerScenario, 'hold'> & Partial<PeerScenario>;
  /** Why a value is plausible for the class, by its dotted path in the preset; `''`: what the class is taken for. */
  readonly reasons: Readonly<Record<string, string>>;
}

/**
 * Members of a preset that go with its pattern: when the simulation states another pattern, they are left out. Every other member is of use by itself.
 */
export const boundToPattern: ReadonlySet<string> = new Set(['driver.attemptProcessing', 'driver.chunkBytes', 'driver.unlocksClones', 'driver.cancelCallback', 'hardware.listDepth', 'hardware.commonBufferFrames', 'hardware.fifoFrames']);
