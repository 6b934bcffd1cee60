import type { CIntegerType, ExpressionEnvironment, PointerSize } from '../../../server/src/document/expression/index';

/** Constants for expressions in tests, with the text a C compiler gets for each. */
export const constants: Readonly<Record<string, { readonly value: bigint; readonly type: CIntegerType; readonly definition: string }>> = {
  PAGE_SIZE: { value: 4096n, type: 'int', definition: '0x1000' },
  FILE_64_BYTE_ALIGNMENT: { value: 63n, type: 'int', definition: '0x0000003f' },
  FLAG_A: { value: 1n, type: 'ULONG', definition: '1UL' },
  FLAG_HIGH: { value: 0x80000000n, type: 'ULONG', definition: '0x80000000UL' },
  MINUS_ONE: { value: -1n, type: 'LONG', definition: '(-1L)' },
  ALL_ONES: { value: 0xffffffffffffffffn, type: 'ULONGLONG', definition: '0xFFFFFFFFFFFFFFFFULL' },
};

/** An environment with these constants and two structures. */
export const environment = (pointerSize: PointerSize): ExpressionEnvironment => ({
  pointerSize,
  resolve: (name) => (Object.hasOwn(constants, name) ? constants[name] : undefined),
  sizeOf: (name) => (name === 'KSPIN_DESCRIPTOR_EX' ? (pointerSize === 8 ? 136 : 80) : name === 'POINT' ? 8 : undefined),
});
