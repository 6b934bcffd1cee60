import type { FieldLayout, FieldType, IntegerType } from '../structure';

/** A number of type ULONG. */
export const ulong = { kind: 'integer', type: 'ULONG' } as const satisfies FieldType;

/** A ULONG that counts bytes. */
export const bytes = { kind: 'integer', type: 'ULONG', display: 'bytes' } as const satisfies FieldType;

/** A number of type LONG. */
export const long = { kind: 'integer', type: 'LONG' } as const satisfies FieldType;

/** A number of type USHORT. */
export const ushort = { kind: 'integer', type: 'USHORT' } as const satisfies FieldType;

/** A number of type UCHAR. */
export const uchar = { kind: 'integer', type: 'UCHAR' } as const satisfies FieldType;

/** A number of type LONGLONG. */
export const longlong = { kind: 'integer', type: 'LONGLONG' } as const satisfies FieldType;

/** A ULONG whose bits matter. */
export const hex32 = { kind: 'integer', type: 'ULONG', display: 'hex' } as const satisfies FieldType;

/** An address at run time: no document states one. */
export const address = { kind: 'integer', type: 'ULONG_PTR', display: 'hex' } as const satisfies FieldType;

/** A number with the constants that are offered for it, shown as `display` says. */
export const integerOf = <const T extends IntegerType>(type: T, set: string | undefined, display: 'decimal' | 'hex' | 'bytes' = 'decimal'): { readonly kind: 'integer'; readonly type: T; readonly set?: string; readonly display: 'decimal' | 'hex' | 'bytes' } => ({ kind: 'integer', type, display, ...(set === undefined ? {} : { set }) });

/** Bits of a ULONG. */
export const flags = <const S extends string>(set: S): { readonly kind: 'flags'; readonly type: 'ULONG'; readonly set: S } => ({ kind: 'flags', type: 'ULONG', set });

/** One value of an enumeration of four bytes. */
export const enumeration = <const S extends string>(set: S): { readonly kind: 'enumeration'; readonly type: 'ULONG'; readonly set: S } => ({ kind: 'enumeration', type: 'ULONG', set });

/** A pointer to a structure that no table of the document holds. */
export const pointer = <const S extends string>(structure: S): { readonly kind: 'pointer'; readonly structure: S } => ({ kind: 'pointer', structure });

/** A structure embedded by value. */
export const embedded = <const S extends string>(structure: S): { readonly kind: 'structure'; readonly structure: S } => ({ kind: 'structure', structure });

/** A pointer to a constant structure; `table` is the top-level table whose entries may stand for it. */
export const pointerTo = <const S extends string, const T extends string>(structure: S, table: T): { readonly kind: 'pointer'; readonly structure: S; readonly table: T } => ({ kind: 'pointer', structure, table });

/** An array behind a C pointer: `null` is possible. */
export const tableOf = <const E extends FieldType>(element: E): { readonly kind: 'array'; readonly element: E; readonly nullable: true } => ({ kind: 'array', element, nullable: true });

/** An array behind a C pointer that several objects may share: the name of an entry of the top-level `table` may stand for it. */
export const sharedTableOf = <const E extends FieldType, const T extends string>(element: E, table: T): { readonly kind: 'array'; readonly element: E; readonly nullable: true; readonly table: T } => ({ kind: 'array', element, nullable: true, table });

/** A `const GUID*`. */
export const guidPointer = (...families: readonly string[]): { readonly kind: 'guid'; readonly families: readonly string[]; readonly pointer: true } => ({ kind: 'guid', families, pointer: true });

/** A GUID embedded by value. */
export const guid = (...families: readonly string[]): { readonly kind: 'guid'; readonly families: readonly string[] } => ({ kind: 'guid', families });

/** A function of the driver, by the name of its prototype. */
export const callback = <const P extends string>(prototype: P, irql: string): { readonly kind: 'callback'; readonly prototype: P; readonly irql: string } => ({ kind: 'callback', prototype, irql });

/** Place of a member: the same on both targets, or that of x86 followed by that of x64. */
export const place = (offset: number, size: number, offset64 = offset, size64 = size): { readonly x86: FieldLayout; readonly x64: FieldLayout } => ({ x86: { offset, size }, x64: { offset: offset64, size: size64 } });

/** Size and alignment of a structure: the same on both targets, or those of x86 followed by those of x64. */
export const extent = (size: number, align: number, size64 = size, align64 = align): { readonly x86: { readonly size: number; readonly align: number }; readonly x64: { readonly size: number; readonly align: number } } => ({ x86: { size, align }, x64: { size: size64, align: align64 } });
