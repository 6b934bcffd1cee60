import { type Field, type Structure, structureNamed } from '../ks/index';

/** Targets that a structure is laid out for. ARM64 lays structures out as x64 does. */
export type Architecture = 'x86' | 'x64' | 'ARM64';

/** One member that holds a value of its own, members of embedded structures included. */
export interface Member {
  /** Name within the outermost structure: `FrameSize`, `PhysicalRange.Stepping`. */
  readonly name: string;
  /** Offset from the start of the outermost structure and size, in bytes. */
  readonly offset: number;
  readonly size: number;
  /** `unsigned` and `signed` integers, little-endian; `guid`: 16 bytes as the C structure GUID. */
  readonly kind: 'unsigned' | 'signed' | 'guid';
  readonly field: Field;
}

/** A structure that consists of fixed-size integers and GUIDs only, laid out for one target. */
export interface StructureLayout {
  readonly structure: Structure;
  readonly architecture: Architecture;
  /** Bytes of the whole structure, padding included. */
  readonly size: number;
  /** In declaration order; members of a union lie at the same place. */
  readonly members: readonly Member[];
}

/**
 * Lays a structure of the catalog out. Nothing for a structure that holds pointers, functions, texts or arrays, for an object of the document format, and for a
 * name that the catalog lacks. (A counted array behind a structure is a matter of whoever knows the count.)
 */
export function layoutOf(structureName: string, architecture: Architecture): StructureLayout | undefined {
  const structure = structureNamed(structureName);
  if (structure?.size === undefined) return undefined;
  const members = membersOf(structure, architecture, '', 0);
  return members && { structure, architecture, size: structure.size[architecture === 'x86' ? 'x86' : 'x64'].size, members };
}

function membersOf(structure: Structure, architecture: Architecture, prefix: string, base: number): readonly Member[] | undefined {
  const members: Member[] = [];
  for (const [name, field] of Object.entries(structure.fields)) {
    if (field.format === true) continue;
    const place = architecture === 'x86' ? field.x86 : field.x64;
    // A member that the target does not have takes no room there.
    if (place === undefined) continue;
    const at = { name: prefix + name, offset: base + place.offset, size: place.size, field };
    const { type } = field;
    switch (type.kind) {
      case 'integer': case 'flags': case 'enumeration':
        members.push({ ...at, kind: type.type === 'LONG' || type.type === 'LONGLONG' ? 'signed' : 'unsigned' });
        break;
      case 'guid':
        if (type.pointer === true) return undefined;
        members.push({ ...at, kind: 'guid' });
        break;
      case 'structure': {
        const embedded = structureNamed(type.structure);
        const inner = embedded?.size && membersOf(embedded, architecture, `${prefix}${name}.`, base + place.offset);
        if (!inner) return undefined;
        members.push(...inner);
        break;
      }
      default:
        return undefined;
    }
  }
  return members;
}
