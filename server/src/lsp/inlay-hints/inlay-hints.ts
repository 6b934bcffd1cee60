import type { InlayHint, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type EffectiveItem, type HintKind, type Model, type ValueHint, pinReference, valueHints } from '../../document/index';
import { byteUnit, grouped } from '../../findings/index';
import { bytesAmount, hexOf } from '../describe-value';
import { localize } from '../localize';

/** What is kept of a hint until its tooltip is asked for: where and of which kind, at which version of the document. */
interface HintData { readonly uri: string; readonly version: number; readonly node: number; readonly kind: HintKind }

const isHintData = (data: unknown): data is HintData => typeof data === 'object' && data !== null && 'uri' in data && 'version' in data && 'node' in data && 'kind' in data && typeof data.uri === 'string' && typeof data.node === 'number';

/** The document that a hint belongs to, or nothing. */
export const hintDocument = ({ data }: InlayHint): string | undefined => (isHintData(data) ? data.uri : undefined);

/** Numbers beside the values of a range. `resolvesTooltip`: tooltips are asked for one by one. */
export function inlayHints(document: TextDocument, model: Model, range: Range, wanted: ReadonlySet<HintKind>, resolvesTooltip: boolean): InlayHint[] {
  if (wanted.size === 0) return [];
  return valueHints(model, { start: document.offsetAt(range.start), end: document.offsetAt(range.end) }, wanted).map((hint) => ({
    position: document.positionAt(model.tree.end[hint.node]!),
    label: labelOf(hint),
    paddingLeft: true,
    ...(resolvesTooltip ? { data: { uri: document.uri, version: document.version, node: hint.node, kind: hint.kind } satisfies HintData } : { tooltip: tooltipOf(model, hint) }),
  }));
}

/** The hint with its tooltip; as it came where the document has changed since. */
export function resolveInlayHint(document: TextDocument, model: Model, hint: InlayHint): InlayHint {
  const data: unknown = hint.data;
  if (!isHintData(data) || data.version !== document.version) return hint;
  const start = model.tree.start[data.node];
  const found = start === undefined ? undefined : valueHints(model, { start, end: start }, new Set([data.kind])).find(({ node }) => node === data.node);
  return found === undefined ? hint : { ...hint, tooltip: tooltipOf(model, found) };
}

/** Total of some frames in the unit that reads best. */
const amount = (bytes: number): string => {
  const unit = byteUnit(bytes);
  return unit === undefined ? localize('{bytes} bytes', { bytes: grouped(bytes) }) : `${grouped(Number((bytes / unit.size).toFixed(2)))} ${unit.name}`;
};

function labelOf(hint: ValueHint): string {
  switch (hint.kind) {
    case 'alignment': return localize('{bytes} bytes', { bytes: grouped(hint.bytes) });
    case 'expressions': return `= ${grouped(hint.exact ?? hint.value)}`;
    case 'frameBytes': return `${hint.isGreatest ? '≤ ' : ''}${localize('{frames} × {size} bytes', { frames: grouped(hint.frames), size: grouped(hint.size) })} = ${amount(hint.frames * hint.size)}`;
    case 'instances': return localize('{necessary} to {possible} instances', { necessary: hint.necessary ?? '?', possible: hint.possible === undefined ? '∞' : grouped(hint.possible) });
  }
}

function tooltipOf(model: Model, hint: ValueHint): string {
  switch (hint.kind) {
    case 'alignment':
      return localize('Each frame begins at a multiple of {bytes} bytes. The field holds the alignment minus one, a mask of address bits that are 0.', { bytes: grouped(hint.bytes) });
    case 'expressions': {
      const bytes = hint.isBytes ? bytesAmount(hint.value, model.pageSize) : '';
      const page = /\bPAGE_SIZE\b/.test(hint.expression) ? ` ${localize('PAGE_SIZE is {size}, as Target.PageSize says.', { size: grouped(model.pageSize) })}` : '';
      return `${hint.expression} = ${grouped(hint.exact ?? hint.value)} = ${hexOf(hint, hint.type, model.architecture)}${bytes === '' ? '' : ` (${bytes})`}. ${localize('Evaluated as the compilers for Windows do, then converted to {type}, the type of the field.', { type: hint.type })}${page}`;
    }
    case 'frameBytes':
      return [
        localize('Frames × MaxFrameSize of FramingRange: what the frames take when all of them are allocated, in the greatest size. Padding for the alignment is not counted.'),
        ...hint.states.slice(0, 8).map(stateText),
        ...(hint.states.length > 8 ? ['…'] : []),
      ].join('\n');
    case 'instances':
      return localize('InstancesNecessary to InstancesPossible: instances that must have reached the processing state for the filter to work, and the greatest number there may be.');
  }
}

/** Who finds an item how: `capture/video after its run-time edits: 2 × 230,400 bytes`. */
function stateText({ pins, frames, framingRange: { min, max } }: EffectiveItem): string {
  const number = (value: number | undefined): string => (value === undefined ? '?' : value === 0xffffffff ? '∞' : grouped(value));
  const size = min.value === max.value ? number(max.value) : `${number(min.value)} … ${number(max.value)}`;
  const named = pins.slice(0, 4).map(pinReference).join(', ');
  const who = pins.length === 0 ? localize('as declared') : pins.some(({ edits }) => edits.length > 0) ? localize('{pins} after its run-time edits', { pins: named }) : `${named}${pins.length > 4 ? ', …' : ''}`;
  return `${who}: ${localize('{frames} × {size} bytes', { frames: number(frames.value), size })}`;
}
