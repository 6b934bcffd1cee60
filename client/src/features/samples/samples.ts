/** A descriptor that comes with the extension. */
export interface Sample {
  /** By which commands name it. */
  readonly id: string;
  /** File in the extension's folder `samples`. */
  readonly file: string;
}

/**
 * The samples, in the order shown. A list instead of reading the folder: an extension on a web server cannot list its folders.
 * A test compares it with the folder.
 */
export const samples: readonly Sample[] = [
  { id: 'avshws', file: 'avshws.avstream.json' },
  { id: 'avssamp', file: 'avssamp.avstream.json' },
  { id: 'avscamera', file: 'avscamera.avstream.json' },
  { id: 'pcie-4k-grabber', file: 'pcie-4k-grabber.avstream.json' },
  { id: 'common-buffer-card', file: 'common-buffer-card.avstream.json' },
  { id: 'hd-capture-board', file: 'hd-capture-board.avstream.json' },
  { id: 'usb-camera', file: 'usb-camera.avstream.json' },
  { id: 'ts-tuner', file: 'ts-tuner.avstream.json' },
  { id: 'audio-effect', file: 'audio-effect.avstream.json' },
];
