import { dataFormats, pictureFormats } from '../../../../server/src/protocol/exports';
import type { FromTimeline, PictureFormat } from '../../../../server/src/protocol/index';
import type { Stage } from '../draw/stage';
import { later } from '../load-later';
import { iconButton } from '../parts/element';
import { icon } from '../parts/icon';
import type { OpenMenu } from '../parts/menu';
import { text } from '../texts';

/** The button that exports, and what it does. */
export interface ExportMenu {
  readonly button: HTMLElement;
  open(): void;
  /** Draws the view and hands it to the extension, which asks where it is to go. */
  sendPicture(format: PictureFormat): Promise<void>;
}

/** Makes the menu of formats: the extension writes data, this page pictures of itself. */
export function createExportMenu(openMenu: OpenMenu, stage: Stage, post: (message: FromTimeline) => void): ExportMenu {
  const button = iconButton(icon('export'), text('export.open'), () => exporting.open());
  button.setAttribute('aria-haspopup', 'menu');
  button.setAttribute('aria-expanded', 'false');
  const exporting: ExportMenu = {
    button,
    open() {
      const box = button.getBoundingClientRect();
      button.setAttribute('aria-expanded', 'true');
      openMenu(text('export.menu'), [
        ...dataFormats.map((format) => ({ label: text(`export.${format}`), run: () => post({ type: 'export', format }) })),
        'separator',
        ...pictureFormats.map((format) => ({ label: text(`export.${format}`), run: () => void exporting.sendPicture(format) })),
      ], box.right, box.bottom + 2, () => button.setAttribute('aria-expanded', 'false'));
    },
    async sendPicture(format) {
      const { pictureOf } = await later.load();
      const snapshot = stage.snapshot();
      if (snapshot !== null) post({ type: 'picture', format, bytes: await pictureOf(snapshot, format) });
    },
  };
  return exporting;
}
