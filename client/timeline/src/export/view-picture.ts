import { drawOverlay } from '../../../../server/src/picture/draw/draw-overlay';
import { drawPicture } from '../../../../server/src/picture/draw/draw-picture';
import { createSvgRenderer } from '../../../../server/src/picture/svg-renderer';
import { formatExact } from '../../../../server/src/picture/view/time-format';
import type { PictureFormat } from '../../../../server/src/protocol/index';
import type { StageSnapshot } from '../draw/stage';
import { text } from '../texts';

/** Draws what is on show as a file: as it is on the screen, without the line under the pointer. */
export async function pictureOf(snapshot: StageSnapshot, format: PictureFormat): Promise<Uint8Array> {
  return format === 'svg' ? new TextEncoder().encode(asSvg(snapshot)) : new Uint8Array(await asPng(snapshot));
}

function asSvg({ scene, renderer }: StageSnapshot): string {
  const { subject: { trace }, range, unit, look: { palette } } = scene;
  const svg = createSvgRenderer((words, _size, weight) => renderer.measure(words, weight));
  svg.setFont(palette.fontFamily, palette.fontSize);
  svg.resize(Math.round(renderer.width * renderer.ratio), Math.round(renderer.height * renderer.ratio), renderer.ratio);
  drawPicture(svg, scene);
  drawOverlay(svg, scene, null);
  const identity = text('export.identity', { scenario: trace.label, seed: trace.seed, fingerprint: trace.fingerprint });
  return svg.toSvg(text('svg.title', { scenario: trace.label }), text('export.description', { from: formatExact(range.from, unit), to: formatExact(range.to, unit), identity }));
}

async function asPng({ layers }: StageSnapshot): Promise<ArrayBuffer> {
  const canvas = document.createElement('canvas');
  canvas.width = layers[0]!.width;
  canvas.height = layers[0]!.height;
  const context = canvas.getContext('2d')!;
  for (const layer of layers) context.drawImage(layer, 0, 0);
  const blob = await new Promise<Blob | null>((resolve) => { canvas.toBlob(resolve, 'image/png'); });
  if (blob === null) throw new Error('The picture is too large for a PNG.');
  return blob.arrayBuffer();
}
