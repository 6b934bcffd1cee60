import { type FieldSite, bound, formatDuration } from '../../document/index';
import type { FieldType } from '../../ks/index';
import { type Block, type Span, paragraph } from '../markup';
import { localize } from '../localize';

/** What holds when the field is left out: its default and where it comes from, or the count that follows. */
export function defaultBlocks({ field, owner }: FieldSite): readonly Block[] {
  if (field === undefined) return [];
  if (field.presence === 'derived' && field.counts !== undefined) {
    const counted = owner && bound(owner, field.counts);
    if (counted?.state === 'present' && counted.kind === 'array') return [paragraph(localize('Follows from '), { code: field.counts }, ': ', String(counted.elements.length))];
    return [paragraph(localize('Follows from '), { code: field.counts }, '.')];
  }
  if (field.default === undefined) return [];
  const from: Span[] = field.defaultFrom === undefined ? [] : [' (', { code: field.defaultFrom }, ')'];
  return [paragraph(localize('When left out: '), ...defaultSpans(field.default, field.type), ...from)];
}

function defaultSpans(value: NonNullable<FieldSite['field']>['default'], type: FieldType): Span[] {
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value);
    return entries.length === 0 ? [localize('the defaults of its fields')] : entries.flatMap(([name, part], index): Span[] => [index === 0 ? '' : ', ', { code: `${name} = ${part}` }]);
  }
  if (typeof value === 'number' && (type.kind === 'duration' || (type.kind === 'distribution' && type.counts !== true))) return [{ code: formatDuration(value) }];
  return [{ code: String(value) }];
}
