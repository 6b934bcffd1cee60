/** Structures of the catalog as the bytes that memory holds, for those that consist of fixed-size integers and GUIDs. */
export { type CodecProblem, type Decoded, type Encoded, type MemberValue, type MemberValues, decode, encode } from './codec';
export { bytesInHexadecimal } from './hexadecimal';
export { type Architecture, type Member, type StructureLayout, layoutOf } from './layout';
