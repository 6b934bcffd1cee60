/** Bytes in the order of memory: `02 00 00 2F …`. */
export const bytesInHexadecimal = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
